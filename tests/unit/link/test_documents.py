"""What a text says of a document's life."""

from datetime import datetime
from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.gazetteer import Gazetteer, load_gazetteer
from kg.link import Linker
from kg.link.document_rules import load_document_rules
from kg.link.numbers import find_numbers, parse_number
from kg.records import Block, Document, Entity, Mention, Sentence
from kg.resources import ontology_dir

RULES = ontology_dir() / "rules" / "documents.toml"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.fixture(scope="module")
def linker(gazetteer: Gazetteer) -> Linker:
    return Linker(gazetteer)


def documents(linker: Linker, text: str, *titles: str, issued: str = "2022-03-10") -> list[Entity]:
    """The documents that the first mentions of the titles mean; sentences end with 。."""
    mentions, at = [], 0
    for title in titles:
        at = text.index(title, at)
        number = parse_number(title)
        mentions.append(Mention(at, at + len(title), title, "PolicyDocument", "number" if number else "title", 0.9))
        at += len(title)
    sentences, start = [], 0
    for end, character in enumerate(text, 1):
        if character == "。" or end == len(text):
            sentences.append(Sentence(start, end, 0))
            start = end
    article = Document("a", text[:8], text, (Block(0, len(text), "paragraph"),), datetime.fromisoformat(issued))
    return [link.entities[0] for link in linker.link(article, tuple(sentences), tuple(mentions)) if not link.silent]


def code(entity: Entity, scheme: str) -> str | None:
    return dict(entity.codes).get(scheme)


@pytest.mark.parametrize(
    ("text", "title", "status"),
    [
        ("近日，人社部印发《渔村夜校办学管理办法》。", "渔村夜校办学管理办法", "in force"),
        ("《渔村夜校办学管理办法》日前发布。", "渔村夜校办学管理办法", "in force"),
        ("《渔村夜校办学管理办法》将于4月1日起施行。", "渔村夜校办学管理办法", "in force"),
        ("人社部就《渔村夜校办学管理办法》公开征求意见。", "渔村夜校办学管理办法", "draft"),
        ("人社部发布《渔村夜校办学管理办法（征求意见稿）》。", "渔村夜校办学管理办法（征求意见稿）", "draft"),
        ("在公开征求意见的基础上，人社部发布《渔村夜校办学管理办法》。", "渔村夜校办学管理办法", "in force"),
        ("人社部修订印发《渔村夜校办学管理办法》。", "渔村夜校办学管理办法", "amended"),
        ("修订后的《渔村夜校办学管理办法》共三十条。", "渔村夜校办学管理办法", "amended"),
        ("人社部对《渔村夜校办学管理办法》进行了全面修订。", "渔村夜校办学管理办法", "amended"),
        ("《渔村夜校办学管理办法》同时废止。", "渔村夜校办学管理办法", "repealed"),
        ("人社部决定废止《渔村夜校办学管理办法》等三件文件。", "渔村夜校办学管理办法", "repealed"),
        ("《渔村夜校办学管理办法》《渔村夜校收费办法》同时废止。", "渔村夜校办学管理办法", "repealed"),
        # Not yet so, or not said of the document.
        ("人社部拟修订《渔村夜校办学管理办法》。", "渔村夜校办学管理办法", None),
        ("人社部将于近期发布《渔村夜校办学管理办法》。", "渔村夜校办学管理办法", None),
        ("加快出台《渔村夜校办学管理办法》。", "渔村夜校办学管理办法", None),
        ("《渔村夜校办学管理办法》发布会在北京举行。", "渔村夜校办学管理办法", None),
        ("根据《渔村夜校办学管理办法》，各地开展检查。", "渔村夜校办学管理办法", None),
    ],
)
def test_a_text_says_where_a_document_stands(linker: Linker, text: str, title: str, status: str | None) -> None:
    (entity,) = documents(linker, text, title)
    assert code(entity, "status") == status


@pytest.mark.parametrize(
    ("text", "effective", "until"),
    [
        ("人社部印发《渔村夜校办学管理办法》，自2022年5月1日起施行。", "2022-05-01", None),
        ("人社部印发《渔村夜校办学管理办法》。新办法今年4月1日起施行。", "2022-04-01", None),
        (
            "人社部今日印发《渔村夜校办学管理办法》。本办法自发布之日起施行，有效期至2027年12月31日。",
            "2022-03-10",
            "2027-12-31",
        ),
        ("人社部印发《渔村夜校办学管理办法》。办法自2023年1月起实施，实施期限到2028年底。", "2023-01", "2028"),
        ("《渔村夜校办学管理办法》明确，补贴标准自2022年5月1日起执行。", None, None),
        ("《渔村夜校办学管理办法》自2022年13月1日起施行。", None, None),
    ],
)
def test_a_text_says_from_when_and_until_when_it_holds(
    linker: Linker, text: str, effective: str | None, until: str | None
) -> None:
    (entity,) = documents(linker, text, "渔村夜校办学管理办法")
    assert (code(entity, "effective"), entity.valid_until) == (effective, until)


@pytest.mark.parametrize(
    ("text", "issued"),
    [
        ("2021年12月29日，人社部印发《渔村夜校办学管理办法》。", "2021-12-29"),
        ("12月29日，人社部印发《渔村夜校办学管理办法》。", "2021-12-29"),
        ("人社部今天（10日）公布《渔村夜校办学管理办法》。", "2022-03-10"),
        ("截至2021年12月，人社部印发《渔村夜校办学管理办法》等文件。", None),
        ("人社部拟于5月1日发布《渔村夜校办学管理办法》。", None),
    ],
)
def test_a_text_says_when_it_was_issued(linker: Linker, text: str, issued: str | None) -> None:
    (entity,) = documents(linker, text, "渔村夜校办学管理办法")
    assert code(entity, "issued") == issued


def test_a_repealed_document_is_succeeded_by_the_one_that_repeals_it(linker: Linker) -> None:
    text = (
        "人社部印发《渔村夜校办学管理办法》。本办法自2022年5月1日起施行，《渔村夜校暂行规定》（人社部发〔2011〕3号）同时废止。"
    )
    new, old, number = documents(linker, text, "渔村夜校办学管理办法", "渔村夜校暂行规定", "人社部发〔2011〕3号")
    assert code(old, "status") == "repealed"
    assert old.successors == (new.key,)
    assert code(new, "status") == "in force"
    assert number.label == "PolicyDocument"


@pytest.mark.parametrize(
    "text",
    [
        "人社部发布修订后的《渔村夜校办学管理办法》。原《渔村夜校办学管理办法》同时废止。",
        "《渔村夜校办学管理办法》修订后发布，自5月1日起施行，2020年4月公布的《渔村夜校办学管理办法》同时废止。",
    ],
)
def test_an_earlier_edition_of_the_same_title_is_no_end_of_the_new_one(linker: Linker, text: str) -> None:
    new, old = documents(linker, text, "渔村夜校办学管理办法", "渔村夜校办学管理办法")
    assert new == old
    assert code(new, "status") == "amended"
    assert code(new, "issued") is None
    assert not new.successors


def test_a_number_behind_the_notice_is_that_of_its_title(linker: Linker) -> None:
    text = "财政部关于印发《渔村夜校补贴方案》的通知（财建〔2021〕999号）指出，标准不变。"
    title, number = documents(linker, text, "渔村夜校补贴方案", "财建〔2021〕999号")
    assert title == number
    assert code(title, "number") == "财建〔2021〕999号"


def test_a_number_right_behind_a_document_without_marks_is_its_number(linker: Linker) -> None:
    text = "国务院关于推动某湖区高质量发展的意见（国发〔2031〕16号）提出两点。"
    document, number = documents(linker, text, "关于推动某湖区高质量发展的意见", "国发〔2031〕16号")

    assert number == document
    assert code(document, "number") == "国发〔2031〕16号"


def test_a_decision_amends_the_law_it_names(linker: Linker) -> None:
    decision, law = documents(
        linker,
        "会议通过《关于修改〈中华人民共和国反洗钱法〉的决定》。《中华人民共和国反洗钱法》共七章。",
        "关于修改〈中华人民共和国反洗钱法〉的决定",
        "中华人民共和国反洗钱法",
    )
    assert decision.amends == (law.key,)


def test_the_gazetteers_word_on_a_documents_life_stands(linker: Linker) -> None:
    (law,) = documents(linker, "有人称《中华人民共和国反洗钱法》已废止。", "中华人民共和国反洗钱法")
    assert code(law, "status") == "in force"
    assert law.issuers == ("gov/npcsc",)


@pytest.mark.parametrize(
    "written", ["国办发〔2021〕52号", "国办发[2021]52号", "国办发（2021）52号", "国办发【2021】第52号", "国办发 〔2021〕 52 号"]
)
def test_a_number_means_its_document_in_any_spelling(linker: Linker, written: str) -> None:
    found = linker.candidates(written, "2022-03-10")
    by_title = linker.candidates("加强信用信息共享应用促进中小微企业融资实施方案", "2022-03-10")
    assert [candidate.entity.key for candidate in found[:1]] == [by_title[0].entity.key]


def test_one_document_cited_with_and_without_its_issuers_is_one_node(linker: Linker) -> None:
    plain = "关于做好渔村夜校小微贷款延期还本付息工作的通知"
    cited = [
        documents(linker, f"《{lead}{plain}》印发。", f"{lead}{plain}")[0]
        for lead in ("", "中国人民银行、财政部", "中国人民银行 财政部", "中国人民银行等五部门")
    ]
    assert {entity.key for entity in cited} == {cited[0].key}
    assert cited[1].issuers == ("gov/mof", "regulator/pbc")


def test_namesakes_of_provinces_stay_apart(linker: Linker) -> None:
    plain = "关于做好渔村夜校小微贷款延期还本付息工作的通知"
    one, other = (documents(linker, f"《{lead}{plain}》", lead + plain)[0] for lead in ("广东省人民政府", "江苏省人民政府"))
    assert one.key != other.key


def test_the_plan_and_the_notice_that_brings_it_out_are_one_node(linker: Linker) -> None:
    plan = "推进渔村夜校信用信息共享实施方案"
    by_notice = documents(linker, f"《财政部关于印发〈{plan}〉的通知》", f"财政部关于印发〈{plan}〉的通知")[0]
    assert documents(linker, f"《{plan}》", plan)[0].key == by_notice.key


def test_a_number_alone_means_the_title_it_stands_behind_elsewhere(linker: Linker) -> None:
    title, number = "渔村夜校办学管理办法", "财税〔2021〕999号"
    text = f"{number}文来了。财政部印发《{title}》（{number}）。"
    at, again = text.index(title), text.rindex(number)
    mentions = (
        Mention(0, len(number), number, "PolicyDocument", "number", 0.9),
        Mention(at, at + len(title), title, "PolicyDocument", "title", 0.9),
        Mention(again, again + len(number), number, "PolicyDocument", "number", 0.9, full=title),
    )
    article = Document("a", "a", text, (Block(0, len(text), "paragraph"),), datetime(2022, 3, 10))
    links = linker.link(article, (Sentence(0, len(text), 0),), mentions)
    assert {link.entities[0].key for link in links} == {links[1].entities[0].key}
    assert code(links[0].entities[0], "number") == number
    assert links[0].entities[0].issuers == ("gov/mof",)


def test_every_issuer_of_a_number_is_known_to_the_gazetteer(gazetteer: Gazetteer) -> None:
    rules = load_document_rules()
    names = {row.name.format(place=place) for row in rules.issuers for place in rules.provinces.values()}
    assert not [name for name in sorted(names) if not gazetteer.entries(name)]


def test_a_number_of_an_unknown_issuer_is_told_apart() -> None:
    found = [(number.text, number.known) for _, _, number in find_numbers("按渔夜校字〔2021〕3号和银发[2021]9号办理")]
    assert [known for _, known in found] == [False, True]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('status = "amended"', 'status = "changed"', "unknown status"),
        ("国办[发函]|国办发明电", "国办[发函", "does not compile"),
        ("(?P<place>[京津", "(?P<where>[京津", "place"),
        ("[unsettled]", "[unsettled_words]", "missing"),
    ],
)
def test_a_wrong_rule_is_refused_by_name(tmp_path: Path, old: str, new: str, problem: str) -> None:
    path = tmp_path / "documents.toml"
    path.write_text(RULES.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(OntologyError, match=problem):
        load_document_rules(path)


def test_a_number_without_its_year_means_the_listed_document_of_the_latest_year(linker: Linker) -> None:
    (early,) = documents(linker, "各地落实国发14号文。", "国发14号文", issued="2021-02-03")
    (late,) = documents(linker, "各地落实国发14号文。", "国发14号文", issued="2022-03-10")
    assert code(early, "number") == "国发〔2020〕14号"
    assert code(late, "number") == "国发〔2021〕14号"


def test_a_number_without_its_year_means_the_document_that_the_article_cites_by_the_whole_number(linker: Linker) -> None:
    text = "财政部印发《县域养蜂补助办法》（财建〔2020〕991号）。各地落实财建991号文。"
    titled, numbered, short = documents(linker, text, "县域养蜂补助办法", "财建〔2020〕991号", "财建991号文")
    assert titled.key == numbered.key == short.key
