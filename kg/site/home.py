"""The first page: what is in the graph, what changed last, where to go from here."""

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

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
CONNECTED, NEWEST = 15, 10


def home_page(visit: Visit) -> Response:
    """The page at ``/``."""
    card, index = visit.card(), visit.index
    connected, _total = index.search("", _INSTITUTIONS, CONNECTED)
    return visit.render(
        "home.html",
        counts=index.counts,
        classes=index.classes,
        changes=_changes(card),
        card=_card(card),
        connected=connected,
        newest=index.reports(0, NEWEST),
    )


def _changes(card: Mapping[str, Any]) -> list[tuple[str, int]]:
    """What the latest build did, as (phrase, number of articles); a list of articles counts as its length."""
    found = card.get("changes")
    if not isinstance(found, dict):
        return []
    counted = [(name, len(value) if isinstance(value, list) else value) for name in _CHANGES if (value := found.get(name))]
    return [(name, count) for name, count in counted if isinstance(count, int)]


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
