"""A person's post, as the readers of posts hand it on, and the words that end the title of one."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import OntologyError

POST_HOLDERS = frozenset(
    ("Organization", "Bank", "Regulator", "GovernmentBody", "MarketInstitution", "Association", "Company", "MediaOutlet")
)


# How the words before the head of a title end: 党委|副书记, 大中华区|总裁, 首席宏观|分析师; never 高通|总裁.
_OPENS_TITLE = re.compile(
    "(?:[部处室委组区司局厅党副总原前代首署院所兼的国外]|中心|业务|事业|市场|技术|投资|研究|财务|风险|风控|信息|运营|合规|法务|首席|高级|常务|执行"
    "|资深|联席|联合|独立|名誉|荣誉|轮值|时任|现任|中国|亚太|职工|宏观|固收|策略|行业|金融|地产|特别|专职|兼职|人力|产品|零售|对公|品牌|战略|公司"
    "|银行|证券|基金|集团|注册|签字|主办|项目|控股|总部|创始|候任|新任|拟任|代理|第一|高|纪委|工会|政治|分管|特约|客座|驻[一-龥]{1,4}|[一-龥]{2}市)$"
)


def opens_plainly(title: str, heads: re.Pattern[str]) -> bool:
    """Whether words of titles stand before the first head of a title, and no name that nobody listed."""
    first = heads.search(title)
    return first is None or not first.start() or _OPENS_TITLE.search(title, 0, first.start()) is not None


@dataclass(frozen=True, slots=True)
class Post:
    """A person's post: keys of person and organisation, the title as written and where it is said.

    ``person_start`` is -1 where the name stands in an earlier sentence, ``organization_start`` where the body is understood.
    ``since`` and ``until`` are ISO dates; ``over`` says that the post is laid down at a date not told.
    """

    person: str
    organization: str
    title: str
    start: int
    end: int
    person_start: int
    organization_start: int
    rule: str
    since: str | None = None
    until: str | None = None
    over: bool = False


@cache
def read_post_words(path: Path) -> Mapping[str, Sequence[str]]:
    """The lists of post words in ``path`` (``ontology/rules/posts.toml``) by name: heads, former, bylines, careers.

    Raises:
        OntologyError: the file is missing, is no TOML or lacks a list.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return {name: data[name] for name in ("heads", "former", "bylines", "careers")}
    except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
        raise OntologyError(f"cannot read the list of posts: {error}", where=str(path)) from error
