"""Search by name, pinyin, initials and code; the index behind it."""

import pytest

from kg.ask.remote import RemoteStore
from kg.ontology import KG, PREFIXES, RDF
from kg.records import Reading
from kg.site.graph import Graph
from kg.site.index import Index
from tests.unit.site.graphs import article_of, graph_of, link
from tests.unit.site.pages import Pages, pages_of, store_of, words


def names(pages: Pages, query: str) -> list[str]:
    return [str(found["name"]) for found in pages.get(f"/api/search?q={query}").json()["results"]]


SKOS = PREFIXES["skos"]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("建行", "中国建设银行"),
        ("粤信融", "广东省中小微企业信用信息和融资对接平台"),
        ("ccb", "中国建设银行"),
        ("601939", "中国建设银行"),
        ("国办发〔2021〕52号", "国务院办公厅关于印发加强信用信息共享应用促进中小微企业融资实施方案的通知"),
        ("zgrmyh", "中国人民银行"),
        ("zhongguorenminyinhang", "中国人民银行"),
        ("renminyinh", "中国人民银行"),
        ("China Construction", "中国建设银行"),
    ],
)
def test_an_entity_is_found_by(pages: Pages, query: str, first: str) -> None:
    assert names(pages, query)[0] == first


def test_characters_of_several_readings_are_found_by_the_right_one(pages: Pages) -> None:
    assert "平安银行" in names(pages, "pinganyinhang")
    assert names(pages, "pinganyinh")[0] == "平安银行"


def test_the_page_pages_through_a_class(pages: Pages) -> None:
    main = pages.main("/search?class=Organization")
    total = int(words(main.select_one("p.count")).split()[0])
    first = [words(item.a) for item in main.select("ol.results li")]
    assert len(first) == 30 < total
    second = [words(item.a) for item in pages.main("/search?class=Organization&page=2").select("ol.results li")]
    assert not set(first) & set(second)
    last = pages.main("/search?class=Organization&page=99")
    assert last.select("ol.results li")
    assert not last.select("a[rel=next]")


def test_a_search_says_which_name_matched_and_how_many_articles_mention_it(pages: Pages) -> None:
    item = pages.main("/search?q=建行").select_one("ol.results li")
    assert words(item) == "中国建设银行 银行 匹配 建行 2 篇报道"


def test_nothing_found_is_said(pages: Pages) -> None:
    for query in ("没有这样的名字", "《》", "%00", "(", "[a-", "\\", "x" * 5000, "\u202e"):
        main = pages.main(f"/search?q={query}")
        assert words(main.select_one("p.empty")) == "没有找到。", query


def test_json_gives_what_a_search_field_needs(pages: Pages) -> None:
    found = pages.get("/api/search?q=建行&limit=1&lang=en").json()
    assert found["total"] >= 1
    assert found["results"] == [
        {
            "id": "https://jinqiao.example/entity/bank/ccb",
            "key": "bank/ccb",
            "name": "中国建设银行",
            "class": "Bank",
            "classLabel": "bank",
            "matched": "建行",
            "articles": 2,
            "href": "/entity/bank/ccb?lang=en",
        }
    ]
    assert pages.get("/api/search").json()["results"] == []
    assert pages.get("/api/search?q=行&limit=bad&class=Bank,Regulator").json()["total"] > 3


def test_whole_names_come_before_beginnings_and_beginnings_before_the_rest() -> None:
    text = "标题\n北京银行、上海北京银行、北京银行业协会。"
    surfaces = {"北京银行业协会": "b/c", "上海北京银行": "b/b", "北京银行": "b/a"}
    mentioned = [link(surface, text, key, surface, "Bank") for surface, key in surfaces.items()]
    index = Index(Graph(graph_of(Reading(article_of("a", text), (), tuple(mentioned), (), ())), "https://jinqiao.example/"))
    assert [one.thing.name for one in index.search("北京银行")[0]] == ["北京银行", "北京银行业协会", "上海北京银行"]
    assert [thing.key for thing in index.bearers(" 《北京银行》")] == ["b/a"]


def test_shortest_ways_are_found_and_may_avoid_a_class() -> None:
    lines = []
    base = "https://jinqiao.example/"
    kinds = {"a": "Bank", "p": "Place", "b": "Bank", "c": "Bank", "z": "Bank", "alone": "Bank"}
    for key, kind in kinds.items():
        lines += [
            f"<{base}entity/{key}> <{RDF}type> <{KG}{kind}> <{base}graph/entities> .",
            f'<{base}entity/{key}> <{PREFIXES["skos"]}prefLabel> "{key}"@zh <{base}graph/entities> .',
        ]
    for number, (one, other) in enumerate([("a", "p"), ("p", "z"), ("a", "b"), ("b", "c"), ("c", "z"), ("alone", "alone")]):
        for end, key in (("subject", one), ("object", other)):
            lines.append(f"<{base}statement/{number}> <{RDF}{end}> <{base}entity/{key}> <{base}article/x> .")
    index = Index(Graph(store_of(lines), base))

    def ways(one: str, other: str, *avoided: str) -> list[str]:
        found = index.path(f"{base}entity/{one}", f"{base}entity/{other}", frozenset(avoided))
        return ["".join(iri.rpartition("/")[2] for iri in way) for way in found]

    assert ways("a", "z") == ["apz"]
    assert ways("z", "a", "Place") == ["zcba"]
    assert ways("a", "alone") == ways("a", "a") == ways("a", "nobody") == []


def test_the_index_warms_without_a_store_that_answers() -> None:
    nobody = pages_of(RemoteStore("http://127.0.0.1:9/query", timeout=1))
    response = nobody.get("/?lang=en")
    assert response.status_code == 503
    assert "Something went wrong" in response.text
    assert "Traceback" not in response.text
