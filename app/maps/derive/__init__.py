"""Derives the committed basemap from Natural Earth and GeoNames; run by hand, see `docs/map.md`."""
