"""Bytes become text in UTF-8 or GB18030, and nothing else is guessed at."""

import codecs

import pytest

from kg.errors import ReadError
from kg.read.encoding import decode

PROSE = "国务院办公厅印发实施方案，中国人民银行发布通知，在全国的银行和金融机构中推动发展，为企业提供金融服务。" * 4
TRADITIONAL = "國務院辦公廳發佈實施方案，中國人民銀行發佈通知，在全國的銀行與金融機構中推動發展，為企業提供金融服務。" * 4


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
def test_the_encodings_of_the_feeds_are_read(codec: str) -> None:
    assert decode(PROSE.encode(codec), "a.txt") == PROSE


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (codecs.BOM_UTF16_LE + PROSE.encode("utf-16-le"), "UTF-16"),
        (codecs.BOM_UTF16_BE + PROSE.encode("utf-16-be"), "UTF-16"),
        (codecs.BOM_UTF32_LE + PROSE.encode("utf-32-le"), "UTF-32"),
        (TRADITIONAL.encode("big5"), "Big5"),
        ("日本銀行は、金融政策決定会合において、次の事項を決定した。".encode("shift_jis"), "Shift_JIS"),
        ("한국은행은 기준금리를 현 수준에서 유지하기로 결정하였다고 발표했다. 그리고 ".encode("euc_kr") * 5, "encoding"),
        ("Größe und Öffentlichkeit".encode("latin-1"), "encoding"),
    ],
)
def test_other_encodings_are_refused_by_name(content: bytes, name: str) -> None:
    with pytest.raises(ReadError, match=name) as raised:
        decode(content, "a.txt")
    assert raised.value.where == "a.txt"


@pytest.mark.parametrize(
    "content", [b"", b" \r\n\t ", b"\x00" * 400, bytes(range(256)) * 8, b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"]
)
def test_empty_and_binary_content_is_refused(content: bytes) -> None:
    with pytest.raises(ReadError, match="empty|not text|not supported"):
        decode(content, "a.txt")


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_a_character_cut_off_at_the_end_is_dropped(codec: str) -> None:
    assert decode(PROSE.encode(codec)[:-1], "a.txt") == PROSE[:-1]


def test_a_stray_nul_does_not_make_a_text_binary() -> None:
    assert decode(PROSE.encode() + b"\x00", "a.txt") == PROSE + "\x00"
