"""The first page: what is in the graph, what changed last, where to go from here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from kg.graph import article_iri
from kg.site.graph import Report
from kg.site.visit import Visit

_INSTITUTIONS = (
    "Bank",
    "Regulator",
    "GovernmentBody",
    "MarketInstitution",
    "Association",
    "Company",
    "MediaOutlet",
    "Organization",
)
_CHANGES = ("added", "replaced", "withdrawn", "kept", "reread")
CONNECTED, NEWEST, SHOWN = 15, 10, 5


@dataclass(frozen=True, slots=True)
class Change:
    """So many articles were added, replaced …; ``name`` is a phrase, ``reports`` are some of those that are in the graph."""

    name: str
    count: int
    reports: tuple[Report, ...]


def home_page(visit: Visit) -> Response:
    """The page at ``/``."""
    card, index = visit.card(), visit.index
    connected, _total = index.search("", _INSTITUTIONS, CONNECTED)
    return visit.render(
        "home.html",
        counts=index.counts,
        classes=index.classes,
        changes=_changes(visit, card),
        card=_card(card),
        connected=connected,
        newest=index.reports(0, NEWEST),
    )


def _changes(visit: Visit, card: Mapping[str, Any]) -> list[Change]:
    """What the latest build did, with the first of the articles that it names and that are there."""
    found = _part(card, "changes")
    changes = []
    for name in _CHANGES:
        value = found.get(name)
        named = [str(identifier) for identifier in value] if isinstance(value, list) else []
        count = len(named) if isinstance(value, list) else value
        if isinstance(count, int) and count:
            held = [iri for identifier in named if visit.index.holds(iri := article_iri(identifier, visit.graph.base))]
            reports = visit.graph.reports(held[:SHOWN])
            changes.append(Change(name, count, tuple(reports[iri] for iri in held[:SHOWN])))
    return changes


def _card(card: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The quality card as (phrase, value); what it does not say is left out."""
    coverage, quotes, shapes = (_part(card, name) for name in ("coverage", "quotes", "shapes"))
    sentences = coverage.get("sentences")
    lines = [
        ("card_sentences", f"{coverage.get('sentences_with_facts')} / {sentences}" if sentences else None),
        ("card_unlinked", coverage.get("unlinked_mentions")),
        ("card_numbers", coverage.get("unread_document_numbers")),
        ("card_quotes", quotes.get("checked")),
        ("card_wrong", quotes.get("wrong")),
        ("card_shapes", shapes.get("violations")),
        ("card_refused", len(card["refused"]) if isinstance(card.get("refused"), list) else None),
        ("card_version", card.get("version")),
    ]
    return [(name, f"{value:,}" if isinstance(value, int) else str(value)) for name, value in lines if value is not None]


def _part(card: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = card.get(name)
    return found if isinstance(found, dict) else {}
