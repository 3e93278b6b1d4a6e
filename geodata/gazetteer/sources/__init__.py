"""One module a data set: each turns its files into `PlaceRecord`s."""
