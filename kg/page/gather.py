"""What the picture needs (``kg.page.atlas``), gathered in one pass over the N-Quads of a build."""

import json
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple, dataclass
from pathlib import Path

from kg.exports.blocks import Block, blocks
from kg.ontology import PREFIXES
from kg.page.atlas import Amount, Atlas, Claim, Marks, Node, Quote, Report
from kg.page.limits import MOST_QUOTES, MOST_REPORTS, RELATED, best_connected, heaviest

KG, RDF, NIF, SKOS = PREFIXES["kg"], PREFIXES["rdf"], PREFIXES["nif"], PREFIXES["skos"]
ITSRDF, PROV, DCTERMS, SCHEMA = PREFIXES["itsrdf"], PREFIXES["prov"], PREFIXES["dcterms"], PREFIXES["schema"]

TYPE = f"<{RDF}type>"
CODES = ("stockCode", "hongKongStockCode", "swiftCode", "leiCode", "unifiedSocialCreditCode", "divisionCode", "documentNumber")
SURROUNDINGS = ("partOf", "locatedIn", "succeededBy")
"""Relations that the gazetteer states of an entity, without an article."""


def gather(graph: Path, base: str) -> Atlas:
    """Read the N-Quads file of a build, as ``kg.graph`` writes it: articles one after another, then the entities.

    What is held is bounded (``kg.page.limits``): of a large corpus the best connected entities and some quotes of each claim.
    """
    gathering = _Gathering(base, best_connected(graph))
    with graph.open(encoding="utf-8", newline="\n") as lines:
        articles = f"<{base}article/"
        for name, found in _by_graph(blocks(lines), articles):
            if name.startswith(articles):
                gathering.add(Share.of(found, base))
            elif name == f"<{base}graph/entities>":
                _read_entities(gathering.atlas, found)
    return gathering.whole()


def gather_shares(shares: Callable[[], Iterable["Share"]], entities: Iterable[str], base: str, *, crowded: bool) -> Atlas:
    """What ``gather`` gives, from shares that were kept.

    Args:
        shares: Gives the share of each article, in the order of the graph, as often as it is called.
        entities: The N-Quads lines of the entities' graph.
        base: The start of every IRI.
        crowded: Whether there are more entities than a page holds.
    """
    gathering = _Gathering(base, heaviest(_weights(shares())) if crowded else None)
    for share in shares():
        gathering.add(share)
    for _, found in _by_graph(blocks(entities), f"<{base}article/"):
        _read_entities(gathering.atlas, found)
    return gathering.whole()


def _weights(shares: Iterable["Share"]) -> Counter[str]:
    weight: Counter[str] = Counter()
    for share in shares:
        for name, mentions in share.mentions:
            weight[name] += mentions
        for claim in share.claims:
            weight[claim.subject] += RELATED
            weight[claim.object] += RELATED
    return weight


def _by_graph(found: Iterable[Block], articles: str) -> Iterator[tuple[str, list[Block]]]:
    """The blocks of each article's graph together; of other graphs in portions, as nothing joins one block to the next."""
    name, held = "", list[Block]()
    for block in found:
        if held and (block.graph != name or (len(held) >= 10_000 and not name.startswith(articles))):
            yield name, held
            held = []
        name = block.graph
        held.append(block)
    if held:
        yield name, held


@dataclass(frozen=True, slots=True)
class Share:
    """One article's share of the page: everything its graph says that the page could show, whatever other articles say.

    ``mentions`` are entities with the number of their mentions, in text order by offset; claims and amounts number their quotes
    by ``quotes``.
    """

    report: Report
    mentions: list[tuple[str, int]]
    quotes: list[str]
    claims: list[Claim]
    amounts: list[Amount]

    @staticmethod
    def of(found: Iterable[Block], base: str) -> "Share":
        """The share of an article, from the blocks of its graph."""
        return _Reader(base).read(found)

    def pack(self) -> bytes:
        """The share as bytes, to be kept."""
        told = [
            astuple(self.report),
            self.mentions,
            self.quotes,
            self.claims,
            self.amounts,
        ]
        return zlib.compress(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"))

    @staticmethod
    def unpack(kept: bytes) -> "Share":
        """The share that ``pack`` made bytes of."""
        report, mentions, quotes, claims, amounts = json.loads(zlib.decompress(kept))
        return Share(
            Report(*report),
            mentions,
            quotes,
            [Claim._make(claim) for claim in claims],
            [Amount._make(amount) for amount in amounts],
        )


class _Reader:
    """Reads an article's share out of its graph."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.texts: dict[str, str] = {}
        self.quotes: dict[str, int] = {}
        self.mentions: dict[str, list[tuple[int, int]]] = defaultdict(list)

    def read(self, found: Iterable[Block]) -> Share:
        statements: list[dict[str, str]] = []
        figures: list[dict[str, str]] = []
        about: dict[str, str] = {}
        article = ""
        for block in found:
            subject = block.subject
            if subject == block.graph:
                article, about = subject, dict(block.pairs)
            elif "#char=" in subject:
                self._span(subject, block)
            elif subject.startswith(f"<{self.base}statement/"):
                statements.append({"": subject, **dict(block.pairs)})
            elif subject.startswith(f"<{self.base}figure/"):
                figures.append({"": subject, **dict(block.pairs)})
        claims = [self._claim(statement) for statement in statements]
        amounts = [self._amount(figure) for figure in figures]
        quotes = [self.texts.get(span, "") for span in self.quotes]
        return Share(
            _report(article, about), [(name, len(spans)) for name, spans in self.mentions.items()], quotes, claims, amounts
        )

    def _span(self, subject: str, block: Block) -> None:
        kinds = {value for predicate, value in block.pairs if predicate == TYPE}
        if f"<{NIF}Phrase>" in kinds:
            for predicate, value in block.pairs:
                if predicate == f"<{ITSRDF}taIdentRef>":
                    self.mentions[iri(value)].append(_offsets(subject))
        if f"<{NIF}Sentence>" in kinds:
            self.texts[subject] = text(dict(block.pairs)[f"<{NIF}anchorOf>"])

    def _quote(self, span: str) -> int:
        return self.quotes.setdefault(span, len(self.quotes))

    def _claim(self, found: dict[str, str]) -> Claim:
        span = found[f"<{PROV}wasDerivedFrom>"]
        start, end = _offsets(span)
        subject, other = iri(found[f"<{RDF}subject>"]), iri(found[f"<{RDF}object>"])
        trigger = found.get(f"<{KG}trigger>")
        return Claim(
            iri(found[""]),
            subject,
            _local(found[f"<{RDF}predicate>"]),
            other,
            _local(found[f"<{KG}modality>"]),
            float(text(found[f"<{ITSRDF}taConfidence>"])),
            self._quote(span),
            self._marks(subject, other, _offsets(trigger) if trigger else None, start, end),
            _text_of(found, "title"),
            _text_of(found, "validFrom"),
            _text_of(found, "validUntil"),
            iri(found.get(f"<{KG}saidBy>", "<>")),
        )

    def _marks(self, subject: str, other: str, trigger: tuple[int, int] | None, start: int, end: int) -> Marks:
        """The mentions of both ends that stand nearest to each other, and the trigger, inside the quote."""

        def inside(name: str) -> list[tuple[int, int]]:
            return [(one - start, two - start) for one, two in self.mentions.get(name, ()) if start <= one and two <= end]

        ones, others = inside(subject), inside(other)
        near = min(((abs(one[0] - two[0]), one, two) for one in ones[:20] for two in others[:20]), default=None)
        one, two = near[1:] if near else (ones[0] if ones else None, others[0] if others else None)
        said = (trigger[0] - start, trigger[1] - start) if trigger else None
        return one, two, said if said and 0 <= said[0] < said[1] <= end - start else None

    def _amount(self, found: dict[str, str]) -> Amount:
        span = found[f"<{PROV}wasDerivedFrom>"]
        start, _ = _offsets(span)
        where = found.get(f"<{PROV}wasQuotedFrom>")
        mark = tuple(offset - start for offset in _offsets(where)) if where else None
        return Amount(
            iri(found.get(f"<{KG}about>", "<>")),
            _text_of(found, "metric"),
            _text_of(found, "value"),
            _text_of(found, "unit"),
            _text_of(found, "surface"),
            _text_of(found, "date"),
            _text_of(found, "change"),
            self._quote(span),
            (mark[0], mark[1]) if mark else None,
        )


class _Gathering:
    """The atlas while articles join it. ``kept`` are the entities of a graph too large for a page; None keeps all."""

    def __init__(self, base: str, kept: frozenset[str] | None) -> None:
        self.atlas = Atlas(base)
        self.kept = kept
        self.said: dict[tuple[str, str, str], int] = {}

    def whole(self) -> Atlas:
        """The atlas, when all have joined."""
        atlas = self.atlas
        used = {end for claim in atlas.claims for end in (claim.subject, claim.object)}
        atlas.nodes = {iri: node for iri, node in atlas.nodes.items() if node.reports or iri in used}
        return atlas

    def add(self, share: Share) -> None:
        """Take in the next article."""
        atlas, number, cited = self.atlas, len(self.atlas.reports), self.kept is None
        for name, _ in share.mentions:
            if self._keeps(name):
                reports = self._node(name).reports
                if len(reports) < MOST_REPORTS:
                    reports.append(number)
                    cited = True
        quotes: dict[int, int] = {}
        for claim in share.claims:
            said = claim.subject, claim.predicate, claim.object
            times = self.said.get(said, 0)
            if times < MOST_QUOTES and self._keeps(claim.subject) and self._keeps(claim.object):
                self.said[said] = times + 1
                self._node(claim.subject)
                self._node(claim.object)
                atlas.claims.append(claim._replace(quote=self._quote(share, claim.quote, number, quotes)))
        for amount in share.amounts:
            # Of a graph too large for the page, only figures about the entities that it keeps.
            if self._keeps(amount.about):
                if amount.about:
                    self._node(amount.about)
                atlas.amounts.append(amount._replace(quote=self._quote(share, amount.quote, number, quotes)))
        if cited or quotes:
            atlas.reports.append(share.report)

    def _node(self, name: str) -> Node:
        """The entity's node, made when it is first named."""
        node = self.atlas.nodes.get(name)
        if node is None:
            node = self.atlas.nodes[name] = Node(name)
        return node

    def _keeps(self, name: str) -> bool:
        return self.kept is None or name in self.kept

    def _quote(self, share: Share, place: int, number: int, quotes: dict[int, int]) -> int:
        if place not in quotes:
            quotes[place] = len(self.atlas.quotes)
            self.atlas.quotes.append(Quote(number, share.quotes[place]))
        return quotes[place]


def _report(subject: str, found: dict[str, str]) -> Report:
    url = iri(found.get(f"<{SCHEMA}url>", "<>"))
    day = found.get(f"<{SCHEMA}datePublished>") or found.get(f"<{DCTERMS}issued>", '""')
    return Report(
        iri(subject),
        text(found.get(f"<{DCTERMS}title>", '""')),
        text(day)[:10],
        text(found.get(f"<{DCTERMS}publisher>", '""')),
        url if url.startswith(("http://", "https://")) else "",
    )


def _read_entities(atlas: Atlas, found: list[Block]) -> None:
    codes = {f"<{KG}{name}>": name for name in CODES}
    surroundings = {f"<{KG}{name}>": name for name in SURROUNDINGS}
    for block in found:
        node = atlas.nodes.get(iri(block.subject))
        if node is None:
            continue
        for predicate, value in block.pairs:
            if predicate == TYPE and value.startswith(f"<{KG}"):
                node.label = _local(value)
            elif predicate == f"<{SKOS}prefLabel>":
                node.name = text(value)
            elif predicate == f"<{SKOS}altLabel>":
                node.aliases.append(text(value))
            elif predicate in codes:
                node.codes.append((codes[predicate], text(value)))
            elif predicate in surroundings:
                node.surroundings.append((surroundings[predicate], iri(value)))
            elif predicate == f"<{KG}validFrom>":
                node.valid_from = text(value)
            elif predicate == f"<{KG}validUntil>":
                node.valid_until = text(value)


def _text_of(found: dict[str, str], name: str) -> str:
    return text(found.get(f"<{KG}{name}>", '""'))


_ESCAPE = re.compile(r"""\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))""", re.DOTALL)
_SHORT = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


def text(token: str) -> str:
    r"""What a literal of N-Quads says, without language or datatype.

    >>> text('"中国\\n人民\\u94F6行"@zh')
    '中国\n人民银行'
    """
    inner = token[1 : token.rfind('"')]
    return _ESCAPE.sub(_unescape, inner) if "\\" in inner else inner


def iri(token: str) -> str:
    """An IRI without its angle brackets."""
    return token[1:-1]


def _unescape(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _SHORT.get(found[3], found[3])


def _offsets(span: str) -> tuple[int, int]:
    start, _, end = span.rpartition("#char=")[2].rstrip(">").partition(",")
    return int(start), int(end)


def _local(token: str) -> str:
    return token.rpartition("#")[2].rstrip(">")
