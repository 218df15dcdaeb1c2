"""Two entities: compared, and joined by a path."""

from tests.unit.site.pages import Pages, links, words


def test_a_comparison_tells_what_both_share_and_what_not(pages: Pages) -> None:
    main = pages.main("/compare?a=建行&b=微众银行")
    shared = main.find(id="shared")
    assert shared is not None
    table = shared.find_next("table")
    assert table is not None
    assert "第九届中国中小企业投融资交易会 参加 参加" in words(table)
    assert "第九届投融会在京举行" in words(main.select_one("ul.articles"))


def test_a_comparison_shows_what_is_said_between_the_two(pages: Pages) -> None:
    main = pages.main("/compare?a=assoc/casme&b=assoc/casme-mf&lang=en")
    assert main.select("blockquote.evidence")
    assert "Only 中国中小企业协会" in words(main)


def test_a_comparison_without_both_is_a_form(pages: Pages) -> None:
    main = pages.main("/compare?a=bank/ccb")
    fields = {str(field["name"]): str(field["value"]) for field in main.select("form.filter input[data-search]")}
    assert fields == {"a": "中国建设银行", "b": ""}
    assert main.select("table") == []


def test_one_compared_with_itself_is_said(pages: Pages) -> None:
    assert "两者是同一个实体。" in words(pages.main("/compare?a=建行&b=bank/ccb"))
    assert "两者是同一个实体。" in words(pages.main("/path?from=建行&to=bank/ccb"))


def test_a_path_gives_a_sentence_for_each_step(pages: Pages) -> None:
    main = pages.main("/path?from=建行&to=工行")
    way = main.select_one("section.way")
    assert way is not None
    assert words(way.h2) == "路径 1 2 步"
    assert [words(link) for link in way.select("p.stations a")] == [
        "中国建设银行",
        "第九届中国中小企业投融资交易会",
        "中国工商银行",
    ]
    steps = way.select("ol.path > li")
    assert all(step.blockquote for step in steps)
    assert [words(step.select_one("p.fact")) for step in steps] == ["参加", "参加者"]


def test_a_path_may_avoid_places(pages: Pages) -> None:
    places = {words(link) for link in pages.main("/path?from=建行&to=粤信融&places=no").select("a.entity[data-class=Place]")}
    assert places == set()
    assert pages.main("/path?from=建行&to=粤信融&places=no").select_one("input[checked]") is not None


def test_no_path_is_said(pages: Pages) -> None:
    main = pages.main("/path?from=建行&to=place/cn")
    assert "事实中没有把两者联系起来的路径。" in words(main)
    assert "/compare?a=bank%2Fccb&b=place%2Fcn" in links(main)


def test_an_unknown_end_is_said(pages: Pages) -> None:
    for path in ("/path?from=没有的机构&to=建行", "/compare?a=没有的机构&b=建行"):
        assert "没有叫这个名字的实体：没有的机构" in words(pages.main(path, 404))


def test_the_neighbourhood_gives_nodes_and_edges(pages: Pages) -> None:
    iri = "https://jinqiao.example/entity/event/smefair-9"
    found = pages.get(f"/api/neighbourhood?entity={iri}&limit=5").json()
    assert found["centre"] == iri == found["nodes"][0]["id"]
    assert len(found["nodes"]) == 6
    assert found["more"] > 5
    known = {node["id"] for node in found["nodes"]}
    assert found["edges"]
    for edge in found["edges"]:
        assert {edge["from"], edge["to"]} <= known
        assert edge["label"]
        assert edge["statements"] >= 1
    assert pages.get("/api/neighbourhood?entity=nobody").status_code == 404
    assert pages.get("/api/neighbourhood").json()["error"]


def test_the_neighbourhood_tells_what_neighbours_have_to_do_with_each_other(pages: Pages) -> None:
    found = pages.get("/api/neighbourhood?entity=assoc/casme&limit=60").json()
    centre = found["centre"]
    assert [edge for edge in found["edges"] if centre not in (edge["from"], edge["to"])]
