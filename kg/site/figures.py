"""The figures of all articles, by metric and entity: tables and charts, CSV, JSON."""

import csv
import io
import re
from dataclasses import dataclass

from starlette.responses import Response

from kg.site.amounts import Amount, read_amounts, series
from kg.site.graph import Thing, node
from kg.site.index import Metric
from kg.site.names import fold
from kg.site.visit import Visit

# Dates are asked for apart: an OPTIONAL over thousands of rows takes ten times as long.
_BY_ENTITY = (
    "SELECT ?figure ?article ?metric { ?figure kg:about $entity ; kg:metric ?metric ; kg:statedIn ?article } LIMIT 5000"
)
_DATES_BY_ENTITY = "SELECT ?figure ?date { ?figure kg:about $entity ; kg:date ?date } LIMIT 5000"

ON_PAGE, IN_FILE, DRAWN = 100, 5000, 1000
LISTED = 60
COLUMNS = (
    *("date", "day", "metric", "value", "unit", "surface", "approximation", "change", "about", "about_iri"),
    *("article", "title", "publisher", "url", "sentence", "confidence"),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader wants to see: figures whose metric contains some words, figures about an entity, or both."""

    metric: str
    entity: Thing | None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was chosen."""
        return not self.metric and self.entity is None


def figures_page(visit: Visit) -> Response:
    """The page at ``/figures``: of many figures the latest, earlier ones on the next pages."""
    choice = _choice(visit)
    wanted = _figures(visit, choice)
    pages = max(1, -(-len(wanted) // ON_PAGE))
    number = visit.number("page", 1, pages)
    end = len(wanted) - (number - 1) * ON_PAGE
    found = read_amounts(visit.graph, wanted[max(0, end - ON_PAGE) : end])
    return visit.render(
        "figures.html",
        choice=choice,
        series=series(found, by_metric=False),
        total=len(wanted),
        number=number,
        pages=pages,
        metrics=visit.index.metrics[:LISTED] if choice.is_empty else _names(visit, choice.metric)[:LISTED],
    )


def figures_csv(visit: Visit) -> Response:
    """The table at ``/figures.csv``, one figure a line; opens in spreadsheets as UTF-8."""
    found = read_amounts(visit.graph, _figures(visit, _choice(visit))[:IN_FILE])
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(_row(amount) for amount in found)
    headers = {"Content-Disposition": 'attachment; filename="figures.csv"'}
    return Response("\ufeff" + out.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


def figures_json(visit: Visit) -> Response:
    """The answer of ``/api/figures``: the latest points."""
    found = read_amounts(visit.graph, _figures(visit, _choice(visit))[-DRAWN:])
    return visit.json(
        {
            "groups": [
                {
                    "unit": one.unit,
                    "unitLabel": visit.language.unit(one.unit),
                    "change": one.change,
                    "points": [_point(visit, amount) for amount in one.amounts],
                }
                for one in series(found, by_metric=False)
            ]
        }
    )


def _choice(visit: Visit) -> Choice:
    name = visit.parameter("entity")
    return Choice(visit.parameter("metric"), visit.entity(name) if name else None)


def _figures(visit: Visit, choice: Choice) -> list[str]:
    """The figures wanted, by IRI, in the order of their dates, or of the days of their articles."""
    graph = visit.graph
    if not choice.entity:
        metrics = _names(visit, choice.metric) if choice.metric else []
        return [figure for _date, figure in sorted(pair for metric in metrics for pair in metric.figures)]
    words, entity = fold(choice.metric), node(choice.entity.iri)
    rows = [row for row in graph.kept_rows(_BY_ENTITY, entity=entity) if words in fold(row[2])]
    dates = {row[0]: row[1] for row in graph.kept_rows(_DATES_BY_ENTITY, entity=entity)}
    return [figure for _date, figure in sorted({(dates.get(row[0]) or visit.index.day(row[1]), row[0]) for row in rows})]


def _names(visit: Visit, words: str) -> list[Metric]:
    """The metrics that contain the words, the most frequent first."""
    wanted = fold(words)
    return [metric for metric in visit.index.metrics if wanted in fold(metric.name)]


def _point(visit: Visit, amount: Amount) -> dict[str, object]:
    return {
        "date": amount.when,
        "value": amount.value,
        "surface": f"{amount.approximation}{amount.surface}",
        "metric": amount.metric,
        "about": amount.about.name if amount.about else None,
        "article": amount.report.title,
        "href": visit.link(amount.path),
    }


def _row(amount: Amount) -> list[str]:
    sentence = "".join(text for _kind, text in amount.pieces)
    values = [
        *(amount.date, amount.report.day, amount.metric, amount.value, amount.unit, amount.surface, amount.approximation),
        *(amount.change, amount.about.name if amount.about else "", amount.about.iri if amount.about else ""),
        *(amount.report.iri, amount.report.title, amount.report.publisher, amount.report.url, sentence),
        f"{amount.confidence:g}",
    ]
    return [_inert(value) for value in values]


_FORMULA = re.compile(r"[=@\t\r]|[+\-](?!\d)")


def _inert(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    >>> _inert("=HYPERLINK(1)"), _inert("-0.5")
    ("'=HYPERLINK(1)", '-0.5')
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell
