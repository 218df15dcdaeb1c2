"""Words that could be read in many ways, told over and over beside names: the rules of relating answer at once."""

import time

import pytest

from kg.extract import Extractor
from kg.gazetteer import load_gazetteer
from kg.link import Linker
from kg.records import Document
from kg.relate import Relator
from kg.segment import segment

GAZETTEER = load_gazetteer()
EXTRACTOR, LINKER, RELATOR = Extractor(GAZETTEER), Linker(GAZETTEER), Relator()


@pytest.mark.parametrize(
    "text",
    [
        "北京市政府" + "今天上午" * 28 + "主办博鳌亚洲论坛",
        "根据《中华人民共和国商业银行法》的规定，中国证监会" + "年月日" * 14 + "的事。",
        "财政部召开会议。会议强调，" + "将要" * 24 + "的降准",
        "京东集团获腾讯控股" + "以近3万亿元" * 20 + "的。",
        "中国证监会" + "拟决定" * 30 + "的对京东集团罚款。",
    ],
)
def test_words_that_could_be_read_in_many_ways_are_read_at_once(text: str) -> None:
    document = Document("a", "", text)
    sentences = segment(document)
    links = LINKER.link(document, sentences, EXTRACTOR.extract(document, sentences))
    begin = time.process_time()

    RELATOR.relate(document, sentences, links)

    assert links  # or nothing was there to relate
    assert time.process_time() - begin < 2
