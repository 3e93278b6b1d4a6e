"""What follows from a word is worked out once, in bounded memory."""

from geodata.met import Met


def test_a_word_is_worked_out_when_it_is_met_first():
    asked = []
    lengths = Met(lambda word: asked.append(word) or len(word))
    assert [lengths[word] for word in ("Mosul", "Basra", "Mosul", "Erbil", "Basra")] == [5] * 5
    assert asked == ["Mosul", "Basra", "Erbil"]


def test_a_process_that_reads_for_weeks_keeps_no_more_words_than_it_may():
    lengths = Met(len, most=10)
    for number in range(1_000):
        assert lengths[f"word {number}"] == len(f"word {number}")
        assert len(lengths) <= 10
