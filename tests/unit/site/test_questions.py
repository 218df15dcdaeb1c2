"""The competency questions with their forms and answers, and the editor."""

import csv
import io
import json

import pytest

from kg.ask.questions import load_questions
from tests.unit.site.pages import Pages, links, words

QUESTIONS = load_questions()


def test_every_question_is_listed_with_its_title_in_both_languages(pages: Pages) -> None:
    for language in ("zh", "en"):
        listed = {words(item.a) for item in pages.main(f"/questions?lang={language}").select("ul.questions li")}
        assert {getattr(question, language) for question in QUESTIONS.values()} == listed


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_form_of_a_question_asks_for_its_parameters(pages: Pages, name: str) -> None:
    question = QUESTIONS[name]
    fields = pages.main(f"/questions/{name}").select("form.filter input:not([type=hidden])")
    assert [(field["name"], field.has_attr("required")) for field in fields] == list(question.parameters)


def test_the_example_of_a_question_is_a_link_that_answers(pages: Pages) -> None:
    (path,) = [path for path in links(pages.main("/questions/posts")) if path.startswith("/questions/posts?")]
    table = pages.main(path).select_one("table.data")
    assert table is not None
    assert "国务院发展研究中心" in words(table)
    assert [words(head) for head in table.select("th")] == ["body", "title", "day", "sentence"]


def test_names_in_answers_lead_to_their_pages(pages: Pages) -> None:
    table = pages.main("/questions/posts?entity=王一鸣").select_one("table.data")
    assert table is not None
    assert "/entity/regulator/pbc" in " ".join(links(table)) or "/entity/org/cciee" in links(table)


def test_an_answer_is_given_as_csv_and_json_too(pages: Pages) -> None:
    main = pages.main("/questions/issued?entity=北京市")
    shown = len(main.select("table.data tbody tr"))
    paths = [path for path in links(main) if ".csv?" in path or ".json?" in path]
    rows = list(csv.reader(io.StringIO(pages.get(paths[0]).text)))
    assert rows[0] == ["policy", "day", "sentence"]
    assert len(rows) - 1 == shown > 0
    assert len(pages.get(paths[1]).json()["results"]["bindings"]) == shown


def test_a_date_decides_what_a_name_meant(pages: Pages) -> None:
    table = words(pages.main("/questions/name-at?entity=银保监会&date=2021-11-25").select_one("table.data tbody"))
    assert table.startswith("中国银行保险监督管理委员会")


def test_a_name_that_nobody_bears_is_said(pages: Pages) -> None:
    main = pages.main("/questions/posts?entity=没有这个人", 404)
    assert "没有这个人" in words(main.select_one("p.error"))
    assert main.select("table") == []


def test_values_are_bound_and_never_pasted(pages: Pages) -> None:
    hostile = '") } DELETE WHERE { ?s ?p ?o } #'
    main = pages.main(f"/questions/figures?metric={hostile.replace('#', '%23')}")
    assert words(main.select_one("p.empty")) == "没有内容。"
    query = main.select_one("details.query code")
    assert query is not None
    assert '"\\") } DELETE WHERE' in query.text
    assert pages.main("/questions/figures?metric=普惠").select("table tbody tr")


def test_values_that_are_no_dates_are_refused_in_words(pages: Pages) -> None:
    for name, value in (("from", "gestern"), ("until", "2021-99")):
        main = pages.main(f"/questions/planned?{name}={value}", 404)
        assert value in words(main.select_one("p.error"))


def test_unknown_questions_and_formats_are_not_found(pages: Pages) -> None:
    for path in ("/questions/none", "/questions/posts.xml", "/questions/..%2Fposts"):
        assert pages.get(path).status_code == 404
    assert pages.get("/questions/posts.csv").status_code == 400


def test_the_editor_works_without_scripts_and_holds_what_scripts_need(pages: Pages) -> None:
    main = pages.main("/editor?query=ASK {}")
    place = main.select_one("[data-editor]")
    assert place is not None
    form = place.form
    assert form is not None
    assert (form["action"], form["method"]) == ("/sparql", "post")
    assert words(form.textarea) == "ASK {}"
    assert json.loads(str(place["data-prefixes"]))["kg"] == "https://jinqiao.example/ontology#"
    terms = {term["term"]: term["label"] for term in json.loads(str(place["data-terms"]))}
    assert (terms["kg:Bank"], terms["kg:issues"]) == ("银行", "发布")
    examples = json.loads(str(place["data-examples"]))
    assert {"title", "name", "query"} == set(examples[0])
