"""Village and rural banks whose place or brand the words before them run into: 吸收合并|中山东凤珠江村镇银行."""

from collections.abc import Callable, Iterator

from kg.extract.claim import RANKS, Claim
from kg.extract.context import Context
from kg.regex import regex

_KIND = regex("村镇银行|农村商业银行(?!系统|业)")
_LEGAL = regex("(?:股份有限公司|有限责任公司)")
# What may stand directly before such a name; the last of these is its boundary.
_BOUNDARY = regex(
    "[^一-龥]|吸收合并|合并|收购|[增减]持|同意|批准|核准|设立|成立|旗下|控股|[入参持]股|持有|转让|发起|下辖|所属|包括|公布|披露|通过|接管"
    "|[和与及对将由被其因原在给向为的了是从据以]"
)
_LONGEST = 14  # characters before the kind
_NO_NAME = regex(
    "[家各类个些多本该此\\d]|银行|同体系|全国|地区|新型|法人|中小|[省市县区][内级域]|等[地省市]|[两三四五六七八九十]地"
)
_LETTERS = 4  # of place and brand together, at least


class RuralBankExtractor:
    """Banks of a county by their kind: between a boundary and the kind stand a listed place and a brand.

    Accepted gap: a name whose place is not listed.
    """

    name = "organisation"

    def __init__(self, label: Callable[[str], str]) -> None:
        self._label = label

    def find(self, context: Context) -> Iterator[Claim]:
        """Every such bank, with its legal form."""
        text = context.text
        if "村镇银行" not in text and "农村商业银行" not in text:
            return
        for kind in _KIND.finditer(text):
            left = max(0, kind.start() - _LONGEST)
            for boundary in _BOUNDARY.finditer(text, left, kind.start()):
                left = boundary.end()
            if self._is_name(text[left : kind.start()]):
                legal = _LEGAL.match(text, kind.end())
                yield Claim(left, legal.end() if legal else kind.end(), "Bank", self.name, RANKS[self.name])

    def _is_name(self, words: str) -> bool:
        """Whether words open with a listed place and are no common ones."""
        if len(words) < _LETTERS or _NO_NAME.search(words):
            return False
        return any(self._label(words[:end]) == "Place" for end in range(2, min(len(words), 6)))
