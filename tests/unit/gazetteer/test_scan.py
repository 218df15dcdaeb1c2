"""Many words found in one pass."""

from kg.gazetteer.scan import scan_for


def test_words_are_found_leftmost_and_longest_without_overlap() -> None:
    scan = scan_for(["发布", "发布会", "布会议", "会议"])
    assert [(start, end) for start, end, _ in scan("发布会议，会议发布")] == [(0, 3), (5, 7), (7, 9)]


def test_each_word_keeps_the_number_of_its_place_in_their_order() -> None:
    words = ["行长", "局", "局长"]
    text = "局长与行长"
    assert [sorted(words)[number] for _, _, number in scan_for([*words, "局"])(text)] == ["局长", "行长"]
