"""The competency questions with forms made from their parameters, their answers as tables, and the editor for any other."""

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import dropwhile
from urllib.parse import unquote

import pyoxigraph
from starlette.responses import Response

from kg.ask.query import Term, ask, bound_query
from kg.ask.questions import Question, bind, load_questions
from kg.ask.results import short, write
from kg.errors import QueryError
from kg.ontology import KG, PREFIXES
from kg.site.graph import Thing, text
from kg.site.visit import PageError, Visit

SHOWN = 500
_ENTITIES = ("entity", "other")
_MEDIA = {"csv": "text/csv; charset=utf-8", "json": "application/sparql-results+json"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of an answer as it is shown; ``thing`` where it names an entity, and an entity alone bears the name."""

    text: str
    thing: Thing | None = None
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """An answer: what its columns are called, its first rows, and whether there are more."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    is_cut: bool


def questions_page(visit: Visit) -> Response:
    """The list at ``/questions``."""
    return visit.render("questions.html", questions=list(_questions().values()))


def question_page(visit: Visit) -> Response:
    """A question at ``/questions/NAME``, with its answer when what it needs is given; ``.csv`` and ``.json`` give the rows."""
    name, _dot, form = visit.request.path_params["name"].partition(".")
    question = _questions().get(name)
    if question is None or (form and form not in _MEDIA):
        raise PageError(visit.words["not_found_page"], status=404)
    given = {name: value for name, _must in question.parameters if (value := visit.parameter(name))}
    is_whole = all(name in given for name, must in question.parameters if must)
    if form:
        out = io.StringIO()
        write(ask(visit.graph.store, question.query, _bound(visit, question, given), where=question.name), form, out)
        return Response(out.getvalue(), media_type=_MEDIA[form])
    table, bindings, problem = None, dict[str, Term](), None
    if is_whole:
        try:
            bindings = _bound(visit, question, given)
            table = _table(visit, question, bindings)
        except PageError as error:
            problem = error
    return visit.render(
        "question.html",
        404 if problem else 200,
        question=question,
        title=_title(visit, question),
        given=given,
        example=_example(question),
        table=table,
        problem=problem,
        query=bound_query(_body(question), bindings),
    )


def editor_page(visit: Visit) -> Response:
    """The page at ``/editor``: where any SPARQL can be written."""
    ontology, language = visit.ontology, visit.language
    terms = [
        {"term": f"kg:{name}", "label": language.label(name), "zh": zh, "en": en, "kind": kind}
        for kind, names in (("class", ontology.ancestors), ("property", ontology.relations))
        for name in names
        for zh, en in [ontology.labels.get(name, (name, name))]
    ]
    examples = [
        {"title": _title(visit, question), "name": question.name, "query": _body(question)}
        for question in _questions().values()
        if not any(must for _name, must in question.parameters)
    ]
    return visit.render(
        "editor.html",
        query=visit.request.query_params.get("query", "")[:20_000] or _FIRST,
        prefixes=json.dumps(dict(PREFIXES)),
        terms=json.dumps(terms, ensure_ascii=False),
        examples=json.dumps(examples, ensure_ascii=False),
        listed=[(one["title"], one["query"]) for one in examples],
    )


_FIRST = """SELECT ?bank ?name {
  ?bank a kg:Bank ; skos:prefLabel ?name
} LIMIT 20"""


def _bound(visit: Visit, question: Question, given: Mapping[str, str]) -> dict[str, Term]:
    """The values of the parameters; an entity by any of its names.

    Raises:
        PageError: A value is missing or not understood.
    """
    known = dict(given)
    for name in _ENTITIES:
        alone = visit.index.bearer(given[name]) if name in given and "date" not in given else None
        if alone:
            known[name] = alone.iri
    try:
        return bind(question, known, visit.graph.store)
    except QueryError as error:
        near = [thing for name in _ENTITIES if name in given for thing in visit.near(given[name])]
        raise PageError(error.problem, status=400, near=near) from error


def _table(visit: Visit, question: Question, bindings: Mapping[str, Term]) -> Table:
    columns, rows = visit.graph.first(question.query, bindings, SHOWN + 1)
    shown = tuple(tuple(_cell(visit, term) for term in row) for row in rows[:SHOWN])
    return Table(columns, shown, len(rows) > SHOWN)


def _cell(visit: Visit, term: Term | None) -> Cell:
    said = text(term)
    if isinstance(term, pyoxigraph.NamedNode):
        if said.startswith(f"{visit.graph.base}entity/"):
            return Cell(said, visit.graph.things([said])[said])
        return Cell(visit.language.label(said[len(KG) :]) if said.startswith(KG) else unquote(short(said)))
    if isinstance(term, pyoxigraph.Literal):
        is_number = term.datatype.value in _NUMBERS
        return Cell(said, None if is_number or len(said) > _NAME else visit.index.bearer(said), is_number)
    return Cell(said)


_NUMBERS = frozenset(PREFIXES["xsd"] + name for name in ("integer", "decimal", "double", "float"))
_NAME = 80
"""Code points a name may have; longer cells are sentences."""


def _title(visit: Visit, question: Question) -> str:
    return question.zh if visit.language.name == "zh" else question.en


def _body(question: Question) -> str:
    """The query without the comments at its head."""
    lines = question.query.splitlines()
    return "\n".join(dropwhile(lambda line: line.startswith("#"), lines)) + "\n"


def _example(question: Question) -> dict[str, str]:
    """The values of the example at the head of a question: ``--entity 建行 --other 工行``."""
    words = question.example.split()
    return {name[2:]: value for name, value in zip(words[::2], words[1::2], strict=False) if name.startswith("--")}


@cache
def _questions() -> dict[str, Question]:
    return load_questions()
