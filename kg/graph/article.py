"""One article's named graph: its metadata, its text as a NIF context, mentions, statements and figures."""

from bisect import bisect_right
from hashlib import blake2b

from kg.errors import StatementError
from kg.graph.quads import (
    DECIMAL,
    INTEGER,
    article_iri,
    confidence,
    dated,
    day,
    decimal,
    entity_iri,
    literal,
    moment,
    name,
    web_address,
)
from kg.ontology import PREFIXES
from kg.records import Document, Figure, Link, Reading, Statement

KG, RDF, NIF = PREFIXES["kg"], PREFIXES["rdf"], PREFIXES["nif"]
ITSRDF, PROV, DCTERMS, SCHEMA = PREFIXES["itsrdf"], PREFIXES["prov"], PREFIXES["dcterms"], PREFIXES["schema"]

TYPE = f"<{RDF}type>"
ANCHOR, BEGIN, END = f"<{NIF}anchorOf>", f"<{NIF}beginIndex>", f"<{NIF}endIndex>"
REFERENCE, PHRASE, SENTENCE = f"<{NIF}referenceContext>", f"<{NIF}Phrase>", f"<{NIF}Sentence>"
IDENTITY, CONFIDENCE = f"<{ITSRDF}taIdentRef>", f"<{ITSRDF}taConfidence>"
ATTRIBUTED, DERIVED, QUOTED = f"<{PROV}wasAttributedTo>", f"<{PROV}wasDerivedFrom>", f"<{PROV}wasQuotedFrom>"
STATED = f"<{KG}statedIn>"

SYMMETRIC = frozenset({"cooperatesWith"})
"""Relations written once, from the end whose key sorts first, whichever way round the text says them."""


def article_lines(reading: Reading, base: str) -> list[str]:
    """The N-Quads lines of an article's named graph, without line ends, sorted and each once.

    Raises:
        StatementError: A statement or figure names an entity that no link of the reading bears.
    """
    page = _Page(reading, base)
    page.add_article(reading.document)
    for link in reading.links:
        if not link.silent:
            page.add_mention(link)
    for statement in _merged(reading.statements):
        page.add_statement(statement)
    for figure in reading.figures:
        page.add_figure(figure)
    return page.lines()


class _Page:
    """The lines of one article, by subject: sorting subjects is far cheaper than sorting lines."""

    def __init__(self, reading: Reading, base: str) -> None:
        self.text = reading.document.text
        self.base = base
        self.identifier = reading.document.identifier
        self.article = article_iri(self.identifier, base)
        self.graph = f" <{self.article}> ."
        self.context = f"<{self.article}#char=0,{len(self.text)}>"
        self.starts = [sentence.start for sentence in reading.sentences]
        self.ends = [sentence.end for sentence in reading.sentences]
        self.entities = {entity.key: f"<{entity_iri(entity.key, base)}>" for link in reading.links for entity in link.entities}
        self.blocks: dict[str, list[str]] = {}
        self.spans: dict[str, list[str]] = {}

    def lines(self) -> list[str]:
        found: list[str] = []
        for subject in sorted(self.blocks):
            block = self.blocks[subject]
            block.sort()
            previous = ""
            for line in block:
                if line != previous:
                    found.append(line)
                previous = line
        return found

    def add(self, subject: str, *pairs: str) -> None:
        """Add lines; a pair is predicate, space, object."""
        graph = self.graph
        self.blocks.setdefault(subject, []).extend([f"{subject} {pair}{graph}" for pair in pairs])

    def add_article(self, document: Document) -> None:
        subject = f"<{self.article}>"
        self.add(
            subject,
            f"{TYPE} <{KG}Article>",
            f"{TYPE} <{SCHEMA}NewsArticle>",
            f"<{DCTERMS}identifier> {literal(document.identifier)}",
            f"<{DCTERMS}title> {literal(document.title)}",
            *(f"<{DCTERMS}creator> {literal(author)}" for author in document.authors),
            *(f"<{SCHEMA}articleSection> {literal(category)}" for category in document.categories),
        )
        if document.issued is not None:
            self.add(subject, f"<{DCTERMS}issued> {moment(document.issued)}", f"<{SCHEMA}datePublished> {day(document.issued)}")
        for predicate, text in (
            (f"<{DCTERMS}publisher>", document.publisher),
            (f"<{DCTERMS}alternative>", document.original_title),
            (f"<{SCHEMA}editor>", document.editor),
            (f"<{KG}digest>", document.digest),
        ):
            if text:
                self.add(subject, f"{predicate} {literal(text)}")
        for predicate, address in ((f"<{SCHEMA}url>", document.url), (f"<{SCHEMA}image>", document.image)):
            iri = web_address(address) if address else None
            if iri:
                self.add(subject, f"{predicate} {iri}")
        self.add(
            self.context,
            f"{TYPE} <{NIF}Context>",
            f'{BEGIN} "0"^^{INTEGER}',
            f'{END} "{len(self.text)}"^^{INTEGER}',
            f"<{NIF}isString> {literal(self.text)}",
            f"<{KG}article> {subject}",
        )

    def add_span(self, start: int, end: int, kind: str) -> str:
        """A stretch of the text as a NIF string; gives its term."""
        subject = f"<{self.article}#char={start},{end}>"
        if subject in self.spans and kind in self.spans[subject]:
            return subject
        self.spans.setdefault(subject, []).append(kind)
        graph = self.graph
        self.blocks.setdefault(subject, []).extend(
            (
                f"{subject} {ANCHOR} {literal(self.text[start:end])}{graph}",
                f'{subject} {BEGIN} "{start}"^^{INTEGER}{graph}',
                f'{subject} {END} "{end}"^^{INTEGER}{graph}',
                f"{subject} {REFERENCE} {self.context}{graph}",
                f"{subject} {TYPE} {kind}{graph}",
            )
        )
        return subject

    def add_mention(self, link: Link) -> None:
        mention = link.mention
        subject = self.add_span(mention.start, mention.end, PHRASE)
        graph = self.graph
        self.blocks[subject] += [
            f"{subject} {CONFIDENCE} {confidence(link.score)}{graph}",
            *[f"{subject} {IDENTITY} {self.entities[entity.key]}{graph}" for entity in link.entities],
            f"{subject} {ATTRIBUTED} <{self.base}extractor/{name(mention.extractor)}>{graph}",
        ]

    def add_statement(self, statement: Statement) -> None:
        one, other = self.entity(statement.subject), self.entity(statement.object)
        digest = _hash(
            statement.subject, statement.predicate, statement.object, self.identifier, f"{statement.start},{statement.end}"
        )
        relation = f"<{KG}{statement.predicate}>"
        subject = f"<{self.base}statement/{digest}>"
        self.add(
            subject,
            f"{TYPE} <{RDF}Statement>",
            f"<{RDF}subject> {one}",
            f"<{RDF}predicate> {relation}",
            f"<{RDF}object> {other}",
            f"{STATED} <{self.article}>",
            f"<{KG}modality> <{KG}{statement.modality}>",
            f"{DERIVED} {self.add_span(statement.start, statement.end, SENTENCE)}",
            f"{CONFIDENCE} {confidence(statement.confidence)}",
            f"{ATTRIBUTED} <{self.base}rule/{name(statement.rule)}>",
        )
        if statement.trigger:
            start, end = statement.trigger
            self.add(subject, f"<{KG}trigger> <{self.article}#char={start},{end}>")
        if statement.title:
            self.add(subject, f"<{KG}title> {literal(statement.title)}")
        if statement.valid_from:
            self.add(subject, f"<{KG}validFrom> {dated(statement.valid_from)}")
        if statement.valid_until:
            self.add(subject, f"<{KG}validUntil> {dated(statement.valid_until)}")
        if statement.said_by:
            self.add(subject, f"<{KG}saidBy> {self.entity(statement.said_by)}")
        if statement.modality == "Asserted":
            self.add(one, f"{relation} {other}")

    def add_figure(self, figure: Figure) -> None:
        value = decimal(figure.value)
        subject = f"<{self.base}figure/{_hash(self.identifier, f'{figure.start},{figure.end}', value, figure.unit)}>"
        if subject in self.blocks:
            return
        self.add(
            subject,
            f"{TYPE} <{KG}Figure>",
            f'<{KG}value> "{value}"^^{DECIMAL}',
            f"<{KG}unit> {literal(figure.unit)}",
            f"<{KG}metric> {literal(figure.metric)}",
            f"<{KG}surface> {literal(figure.surface)}",
            f"{STATED} <{self.article}>",
            f"{DERIVED} {self.add_span(*self.sentence(figure.start, figure.end), SENTENCE)}",
            # The fragment names the very characters (RFC 5147); kg:surface says what they are.
            f"{QUOTED} <{self.article}#char={figure.start},{figure.end}>",
            f"{CONFIDENCE} {confidence(figure.confidence)}",
            f"{ATTRIBUTED} <{self.base}extractor/{name(figure.extractor)}>",
        )
        if figure.date:
            self.add(subject, f"<{KG}date> {dated(figure.date)}")
        if figure.about:
            self.add(subject, f"<{KG}about> {self.entity(figure.about)}")
        if figure.approximation:
            self.add(subject, f"<{KG}approximation> {literal(figure.approximation)}")
        if figure.change:
            self.add(subject, f"<{KG}change> {literal(figure.change)}")

    def entity(self, key: str) -> str:
        found = self.entities.get(key)
        if found is None:
            raise StatementError(f"entity {key!r} is in no link of the article", where=self.identifier)
        return found

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The sentence around a span; the span itself where there is none."""
        index = bisect_right(self.starts, start) - 1
        if index < 0 or self.ends[index] < end:
            return start, end
        return self.starts[index], self.ends[index]


def _merged(statements: tuple[Statement, ...]) -> list[Statement]:
    """One statement a claim, the most confident of those that say the same with the same words; symmetric ones turned."""
    best: dict[tuple[str, str, str, int, int], Statement] = {}
    for statement in statements:
        statement = _turned(statement)
        claim = statement.subject, statement.predicate, statement.object, statement.start, statement.end
        known = best.get(claim)
        if known is None or (-statement.confidence, statement.rule) < (-known.confidence, known.rule):
            best[claim] = statement
    return list(best.values())


def _turned(statement: Statement) -> Statement:
    if statement.predicate not in SYMMETRIC or statement.subject <= statement.object:
        return statement
    return Statement(
        statement.object,
        statement.predicate,
        statement.subject,
        statement.start,
        statement.end,
        statement.rule,
        statement.confidence,
        statement.modality,
        statement.trigger,
        statement.title,
        statement.valid_from,
        statement.valid_until,
        statement.said_by,
    )


def _hash(*parts: str) -> str:
    """80 bits name a claim: among a billion of them two collide with a chance of one in two million."""
    return blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=10).hexdigest()
