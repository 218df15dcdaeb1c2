"""Whatever a text holds, its graph says it back."""

from datetime import UTC, datetime
from decimal import Decimal
from itertools import pairwise

import pyoxigraph
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.check import quote_errors
from kg.graph import DEFAULT_BASE, article_lines
from kg.graph.quads import decimal, literal, moment, name, web_address
from kg.records import Document, Entity, Link, Mention, Reading, Sentence

ANY_TEXT = st.text(st.characters(codec=None, categories=None), max_size=60)
NQ = pyoxigraph.RdfFormat.N_QUADS
KEEP = Entity("bank/x", "Bank", "某银行")


def read_back(token: str) -> pyoxigraph.Literal:
    (quad,) = pyoxigraph.parse(f"<urn:s> <urn:p> {token} .", NQ)
    assert isinstance(quad.object, pyoxigraph.Literal)
    return quad.object


@settings(deadline=None)  # other work may share the machine
@given(ANY_TEXT)
def test_any_text_comes_back_from_n_quads(text: str) -> None:
    expected = "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in text)
    token = literal(text)
    assert read_back(token).value == expected
    assert len(token.splitlines()) == 1


@settings(deadline=None)  # other work may share the machine
@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=6))
def test_any_decimal_comes_back_as_the_same_number(value: Decimal) -> None:
    token = decimal(value)
    assert Decimal(token) == value
    assert decimal(Decimal(token)) == token


@settings(deadline=None)  # other work may share the machine
@given(ANY_TEXT)
def test_any_name_makes_one_segment_of_an_iri(text: str) -> None:
    iri = f"https://jinqiao.example/article/{name(text)}"
    (quad,) = pyoxigraph.parse(f"<{iri}> <urn:p> <urn:o> .", NQ)
    assert quad.subject == pyoxigraph.NamedNode(iri)
    assert iri.count("/") == 4


@settings(deadline=None)  # other work may share the machine
@given(
    st.one_of(ANY_TEXT, ANY_TEXT.map(lambda tail: f"https://example.com/{tail}"), ANY_TEXT.map(lambda tail: f"http://{tail}"))
)
def test_any_address_is_a_sound_iri_or_none(text: str) -> None:
    found = web_address(text)
    if found is not None:
        list(pyoxigraph.parse(f"<urn:s> <urn:p> {found} .", NQ))  # strict parsing validates IRIs
        assert found.startswith(("<http://", "<https://"))


@settings(deadline=None)  # other work may share the machine
@given(
    st.datetimes(timezones=st.one_of(st.none(), st.timezones()), min_value=datetime(1900, 1, 1), max_value=datetime(2100, 1, 1))
)
def test_any_time_is_the_same_moment_in_the_graph(when: datetime) -> None:
    text = read_back(moment(when)).value
    again = datetime.fromisoformat(text)
    if when.tzinfo is None:
        assert again == when
    else:
        assert again.astimezone(UTC) == when.astimezone(UTC)


@settings(deadline=None)  # other work may share the machine
@given(ANY_TEXT.filter(lambda text: len(text) > 0), st.data())
def test_any_text_with_any_spans_passes_the_quote_check(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=8))) if len(text) > 1 else [0, 1]
    spans = list(pairwise(cuts))
    links = tuple(Link(Mention(start, end, text[start:end], "Bank", "any", 0.5), (KEEP,), 0.5, ()) for start, end in spans)
    document = Document(identifier="any", title=text, text=text)
    sentences = (Sentence(0, len(text), 0),)
    lines = article_lines(Reading(document, sentences, links, (), ()), DEFAULT_BASE)
    assert lines == sorted(set(lines))
    assert quote_errors(lines) == []
    list(pyoxigraph.parse("\n".join(lines), NQ))
    shuffled = Reading(document, sentences, tuple(reversed(links)), (), ())
    assert article_lines(shuffled, DEFAULT_BASE) == lines
