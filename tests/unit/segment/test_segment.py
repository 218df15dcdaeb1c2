"""Sentences of a document."""

from kg.records import Block, Document
from kg.segment import segment


def pieces(document: Document) -> list[str]:
    return [document.text[sentence.start : sentence.end] for sentence in segment(document)]


def test_a_full_stop_stays_with_the_closing_quotation_mark() -> None:
    text = "他说：“要落实。”各地响应！？是的；企业受益"
    assert pieces(Document("a", "", text)) == ["他说：“要落实。”", "各地响应！？", "是的；", "企业受益"]


def test_a_title_is_one_sentence_whatever_marks_it_bears() -> None:
    text = "降准了！利好来了吗？\n央行降准。市场上涨。"
    document = Document("a", "", text, (Block(0, 10, "title"), Block(11, 21, "paragraph")))
    assert pieces(document) == ["降准了！利好来了吗？", "央行降准。", "市场上涨。"]
    assert [(sentence.block, sentence.kind) for sentence in segment(document)] == [
        (0, "title"),
        (1, "paragraph"),
        (1, "paragraph"),
    ]


def test_white_space_belongs_to_no_sentence() -> None:
    assert pieces(Document("a", "", " 　央行降准。 \n\n 市场上涨 ")) == ["央行降准。", "市场上涨"]


def test_an_empty_document_has_no_sentences() -> None:
    assert segment(Document("a", "", "")) == ()
