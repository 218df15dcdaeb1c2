"""A person's post, as the readers of posts hand it on, and the words that end the title of one."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import OntologyError

POST_HOLDERS = frozenset(
    ("Organization", "Bank", "Regulator", "GovernmentBody", "MarketInstitution", "Association", "Company", "MediaOutlet")
)


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
