"""The table of features that decide between the bearers of a name: each returns a weight's name and a reason, or None.

The list is in no order that matters: contributions add up.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.gazetteer import within
from kg.link.resolve import Bearer
from kg.link.rules import LinkRules
from kg.records import Candidate, Reason

NEAR = {
    frozenset(pair)
    for group in (
        ("Regulator", "GovernmentBody", "Organization"),
        ("Bank", "Company", "Organization"),
        ("Bank", "Regulator"),
        ("MarketInstitution", "Company", "Platform", "Organization", "GovernmentBody", "Regulator"),
        ("Association", "Organization", "GovernmentBody"),
        ("MediaOutlet", "Company", "Organization", "GovernmentBody"),
        ("PolicyMeasure", "PolicyDocument"),
        ("PolicyMeasure", "FinancialProduct"),
        ("PolicyMeasure", "Event"),
        ("PolicyMeasure", "Platform"),
        ("Platform", "Organization", "GovernmentBody", "FinancialProduct"),
        ("Platform", "Event"),
        ("Organization", "Event"),
    )
    for pair in ((a, b) for a in group for b in group if a < b)
}


class Told(NamedTuple):
    """Another name that the text gives, and the keys of the bodies that may bear it (empty when nobody known does)."""

    name: str
    keys: frozenset[str]


class StockLink(NamedTuple):
    """A publisher's link at a name: its code, and the characters it covers; ``whole``: exactly the name's."""

    code: str
    surface: str
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Context:
    """What is known around a name. ``label`` is the class the extractor sees, ``places`` the keys of places in the article.

    ``introduced`` are the keys of entities the article names otherwise; ``stock`` is a publisher's link that touches the name;
    ``definition`` the fuller name that the text gives it; ``longer`` a longer listed name that stands over it.
    """

    date: str | None = None
    label: str | None = None
    places: frozenset[str] = frozenset()
    introduced: frozenset[str] = frozenset()
    stock: StockLink | None = None
    definition: Told | None = None
    longer: Told | None = None


_ANNOUNCED = 24  # months: news names a body (北京证券交易所) before it opens; a name alone at a date is no news

Feature = Callable[[Bearer, Context], tuple[str, str] | None]


def name_matches(bearer: Bearer, context: Context) -> tuple[str, str] | None:
    """How the name matches."""
    return bearer.how, bearer.reason


def body_exists(bearer: Bearer, context: Context) -> tuple[str, str] | None:
    """Whether the body existed at the date: 银监会 in 2016, not 银保监会. A document exists from its issue.

    In an article a document may be named years before, while it is drafted: there its issue says nothing.
    """
    entry, date = bearer.entry, context.date
    if entry is None or not date:
        return None
    start = entry.valid_from or (entry.issued if context.label is None else None)
    if not (start or entry.valid_until):
        return None
    if within(date, start, entry.valid_until):
        return "existed", f"existed on {date} ({start or ''}–{entry.valid_until or ''})"
    if within(date, None, entry.valid_until):
        announced = context.label is not None and _months(start or date) - _months(date) <= _ANNOUNCED
        return "announced" if announced else "not_yet", f"founded only in {start}"
    return "ended", f"ended in {entry.valid_until}"


def _months(date: str) -> int:
    """An ISO date as months, for distances; a year is its January."""
    year, _, rest = date.partition("-")
    return int(year) * 12 + int(rest[:2] or 1)


def name_in_use(bearer: Bearer, context: Context) -> tuple[str, str] | None:
    """Whether the body bore this name at the date."""
    if bearer.entry is None or bearer.name is None or bearer.name.holds(context.date):
        return None
    called = bearer.entry.called(bearer.name.text)
    if any(name.holds(context.date) for name in called):
        return None
    if any(within(context.date or "", None, name.valid_until) for name in called):
        return "name_not_yet", f"called so only since {bearer.name.valid_from}"
    return "name_ended", f"called so until {bearer.name.valid_until}"


def former(bearer: Bearer, context: Context) -> tuple[str, str] | None:
    """原 points to a body that has ended."""
    entry = bearer.entry
    if bearer.former and entry and entry.valid_until and (not context.date or not entry.existed(context.date)):
        return "former", f"原 points to the body that ended in {entry.valid_until}"
    return None


def class_expected(bearer: Bearer, context: Context) -> tuple[str, str] | None:
    """Whether the entity's class is the one the context asks for."""
    if context.label is None:
        return None
    if bearer.entity.label == context.label:
        return "class_same", f"the context asks for {context.label}"
    near = frozenset((bearer.entity.label, context.label)) in NEAR
    return "class_near" if near else "class_other", f"{bearer.entity.label} where the context asks for {context.label}"


def place_named(bearer: Bearer, context: Context) -> tuple[str, str] | None:
    """Whether the article names the place the body is in (or, of a place, the place above it)."""
    if bearer.entry is None or not context.places:
        return None
    own = set(bearer.entry.parents) if bearer.entity.label == "Place" else {bearer.entry.place} - {None}
    if bearer.entry.key in context.places or own & context.places:
        return "place", "the article names its place"
    return ("place_other", "the article names other places") if own else None


def introduced(bearer: Bearer, context: Context) -> tuple[str, str] | None:
    """Whether the article uses another, clearer name of the body."""
    return ("introduced", "the article uses another of its names") if bearer.entity.key in context.introduced else None


def defined_in_text(bearer: Bearer, context: Context) -> tuple[str, str] | None:
    """Whether the body bears the fuller name that the text gives: …协会（以下简称中小协）, 《通知》 after its title."""
    if context.definition is None:
        return None
    name, keys = context.definition
    return "defined" if bearer.entity.key in keys else "defined_other", f"the text gives it the name {name}"


def longer_span(bearer: Bearer, context: Context) -> tuple[str, str] | None:
    """Whether a longer name stands over this one: of the same body (北京朝阳区 over 朝阳区), or of another.

    A unit whose name cuts another name in two (证监会 + 昌县财政局) is none.
    """
    if bearer.cuts:
        return "cuts_name", f"cuts {bearer.cuts} in two"
    if context.longer is None:
        return None
    name, keys = context.longer
    return "longer_same" if bearer.entity.key in keys else "longer_other", f"the longer name {name} stands there"


def stock_linked(bearer: Bearer, context: Context) -> tuple[str, str] | None:
    """Whether the publisher's stock link agrees, contradicts or cuts through the name. Noisy: 3 of 13 in the seeds are wrong.

    A link over a part of the name may still lead to its bearer (中国[建设银行]); the one of [中国银行]业协会 does not.
    """
    if context.stock is None:
        return None
    code, surface, whole = context.stock
    codes = {known for scheme, known in bearer.entity.codes if scheme in ("stock", "hk", "us")}
    if whole and code in codes:
        return "stock_agrees", f"the publisher links {code}"
    if whole:
        return ("stock_other", f"the publisher links {code}") if codes else None
    return (
        "stock_within" if code in codes else "stock_cuts",
        f"the publisher links {surface} to {code}, cutting through the name",
    )


def prominent(bearer: Bearer, context: Context) -> tuple[str, str] | None:
    """Known under many names, so the national body rather than its namesake; of the province rather than of the city."""
    entry = bearer.entry
    if entry is None:
        return None
    if entry.label == "Place":
        rank = {"0000": "province", "00": "prefecture"}
        return next(((weight, f"a {weight}") for ending, weight in rank.items() if entry.key.endswith(ending)), None)
    if entry.pattern and (entry.place or "").endswith("0000"):
        return "province", "of a province"
    many = len(entry.names) >= 8 and not entry.pattern
    return ("prominence", f"known under {len(entry.names)} names") if many else None


def edition(bearer: Bearer, context: Context) -> tuple[str, str] | None:
    """One of a series of events, called as the series in its year: meant in an article of that year, not by a name alone."""
    name = bearer.name
    if bearer.entity.label != "Event" or name is None or not (name.valid_from and name.valid_until):
        return None
    if context.label is None:
        return "edition_alone", "one of a series of this name"
    return "edition", f"called so in {name.valid_from}"


FEATURES: Sequence[Feature] = (
    name_matches,
    body_exists,
    name_in_use,
    former,
    class_expected,
    place_named,
    introduced,
    defined_in_text,
    longer_span,
    stock_linked,
    prominent,
    edition,
)


def weigh(bearer: Bearer, context: Context, rules: LinkRules) -> Candidate:
    """Add up what the features say; the score is cut to 0–1, the reasons come weightiest first."""
    reasons = []
    for feature in FEATURES:
        if said := feature(bearer, context):
            weight, text = said
            reasons.append(Reason(feature.__name__, rules.weights[weight], text))
    reasons.sort(key=lambda reason: -abs(reason.weight))
    score = sum(reason.weight for reason in reasons)
    return Candidate(bearer.entity, min(1.0, max(0.0, round(score, 4))), tuple(reasons))


def best_first(bearers: Sequence[Bearer], context: Context, rules: LinkRules) -> list[tuple[float, Candidate]]:
    """Weighed bearers by raw weight, then key: one candidate an entity."""
    ranked: dict[str, tuple[float, Candidate]] = {}
    for bearer in bearers:
        candidate = weigh(bearer, context, rules)
        raw = sum(reason.weight for reason in candidate.reasons)
        known = ranked.get(candidate.entity.key)
        if known is None or raw > known[0]:
            ranked[candidate.entity.key] = (raw, candidate)
    return sorted(ranked.values(), key=lambda pair: (-pair[0], pair[1].entity.key))
