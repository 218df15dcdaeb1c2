"""A person's post, as the readers of posts hand it on."""

from dataclasses import dataclass

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
