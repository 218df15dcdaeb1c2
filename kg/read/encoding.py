"""From bytes to text: UTF-8 with or without a byte order mark, or GB18030 (with its subsets GBK and GB2312).

Anything else is refused by name: an encoding that is guessed wrongly turns into Chinese that looks right and is not.
"""

import codecs
import re

from kg.errors import ReadError

# Longest first: the mark of UTF-32 begins with that of UTF-16.
_OTHER_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_REMEDY = "convert the file to UTF-8 (iconv -t UTF-8)"
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_TWO_BYTES = re.compile(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]")
# The square of GB2312, level 1 and 2 and the symbols: nearly all characters of simplified Chinese prose.
_GB2312 = re.compile(rb"[\xa1-\xf7][\xa1-\xfe]")
# The commonest characters of modern Chinese prose make up a fifth of any text; a wrong decoding hits them by chance only.
_COMMON = re.compile("[的一是在不了有和人中大为上个国以要年会发对行业金银]")
_HAN = re.compile("[\u4e00-\u9fff]")
_LOOK = 200_000  # bytes or characters looked at to judge an encoding
_MANY_CONTROLS = 0.1


def decode(content: bytes, origin: str) -> str:
    """The text of ``content``; a character cut off at the very end is dropped.

    Raises:
        ReadError: empty or binary content, or another encoding, which the error names.

    >>> decode("建设银行".encode("gb18030"), "a.txt")
    '建设银行'
    """
    if not content.strip():
        raise ReadError("the file is empty", where=origin)
    if content.startswith(codecs.BOM_UTF8):
        content = content[3:]
    for mark, name in _OTHER_MARKS:
        if content.startswith(mark):
            raise ReadError(f"encoding {name} is not supported", where=origin, remedy=_REMEDY)
    head = content[:_LOOK]
    if len(_CONTROL.findall(head)) > _MANY_CONTROLS * len(head):
        name = "UTF-16 or UTF-32 without a byte order mark, or a binary file" if b"\0" in head else "a binary file"
        raise ReadError(f"this is not text: {name}", where=origin, remedy="give the article as UTF-8 text")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and error.start > 0:
            return content[: error.start].decode("utf-8")
    return _decode_gb18030(content, origin)


def _decode_gb18030(content: bytes, origin: str) -> str:
    pairs = len(_TWO_BYTES.findall(content[:_LOOK]))
    if pairs and len(_GB2312.findall(content[:_LOOK])) >= 0.9 * pairs:
        for end in (len(content), len(content) - 1, len(content) - 2, len(content) - 3):
            try:
                text = content[:end].decode("gb18030")
            except UnicodeDecodeError:
                continue
            if _looks_chinese(text):
                return text
            break
    raise ReadError(f"encoding {_name_encoding(content)} is not supported", where=origin, remedy=_REMEDY)


def _looks_chinese(text: str) -> bool:
    han = len(_HAN.findall(text[:_LOOK]))
    return 0 < han < 100 or len(_COMMON.findall(text[:_LOOK])) >= 0.03 * han > 0


def _name_encoding(content: bytes) -> str:
    """A name for bytes that are neither UTF-8 nor GB18030: the first of the encodings of the region that takes them."""
    for codec, name in (("big5", "Big5"), ("shift_jis", "Shift_JIS"), ("euc_kr", "EUC-KR"), ("euc_jp", "EUC-JP")):
        try:
            codecs.getincrementaldecoder(codec)().decode(content)
        except UnicodeDecodeError:
            continue
        return name
    return "of these bytes (neither UTF-8 nor GB18030)"
