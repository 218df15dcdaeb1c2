"""Words on both sides of a name that only people stand between: 由|蒋璆|接任, 对|郑彩芳|采取…措施, 名叫|周广田，."""

import re
from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.person_names import BODIES
from kg.regex import regex

_CHANGING = "(?:代表人|负责人|董事长|行长|总经理|总裁|控制人|经理|秘书|执行董事|主办人|联系人|院长|主任)(?:[已拟将]?由|[:：])?"


class PersonCues:
    """Finds what has the form of a name between such words.

    Args:
        surname: The pattern of a surname.
        given: The pattern of a character of a given name.
        letters: The characters that transliterate foreign names.
        not_name: What looks like a name and is none.
    """

    def __init__(self, surname: str, given: str, letters: str, not_name: frozenset[str]) -> None:
        self._not_name = not_name
        self._patterns = (
            re.compile(rf"由({surname}{given}{{1,2}})(?:接任|接棒|担任|出任|兼任|接替|执掌|掌舵)"),
            re.compile(
                rf"(?:聘任|聘请|提名|选举|委任|增补|补选|任命|推选)({surname}{given}{{1,2}})(?:先生|女士|同志|担任|出任|兼任|为)"
            ),
            re.compile(rf"接替({surname}{given}{{1,2}})(?=[，。；]|出任|担任|任职)"),
            re.compile(
                rf"[对给]予?({surname}{given}{{1,2}}?(?:、{surname}{given}{{1,2}}?){{0,6}})(?=(?:（[^（）\n]{{2,60}}）)?"
                r"(?:采取|予以|给予|处以|[各共]?处(?:\d|人民币)|各罚|分别|作出|警告|罚款|罚没|禁止|终身|出具|公开谴责|通报批评))"
            ),
            re.compile(
                rf"[，。；：\n]({surname}{given}{{1,2}})(?=(?:对此|对上述[^，。；]{{0,16}}?)负有?(?:直接|主要|领导|管理|重要)*责任)"
            ),
            # Whom a leader meets, by the letters of the name alone: 与|巴切莱特|共同会见记者.
            re.compile(f"[与同和]([{letters}]{{3,7}})(?=共同|举行会谈|会谈|会见|会晤|通电话|一道|一同|出席|签署|分别|就)"),
            re.compile(rf"[向与]({surname}{given}{{1,2}})(?=借款|受让|转让|支付|签订|签署协议|收购)"),
            re.compile(rf"(?:伙同|连同|同案犯)({surname}{given}{{1,2}})(?=[（、，等])"),
            re.compile(
                rf"(?:^|[，。；：\n])({surname}{given}{{1,2}})(?=，?今年\d\d岁|，\d\d岁|（\d\d岁|，[男女]，|，\d{{4}}年(?:\d{{1,2}}月)?出?生)"
            ),
            regex(  # 李杰|生前是武警战士
                rf"(?:^|[，。；：\n])({surname}{given}{{1,2}})(?=生前|出生于|毕业于|从小|自幼|考入|从医|从教|入伍|参军|退休后|的职业(?:生涯|路径))"
            ),
            re.compile(rf"(?:[名，]叫|名为|名字是)({surname}{given}{{1,2}})(?=[，。的])"),
            re.compile(  # 王纬请求辞去, 王天宇已向甲银行递交辞呈
                rf"(?:^|[，。；：\n])({surname}{given}{{1,2}})(?=(?:请求|申请|提出|已|拟)辞去|不再[担兼]任|已?向[^，。]{{2,14}}?(?:递交|提交|提出)(?:书面)?辞)"
            ),
            re.compile(  # 时任该行行长的|王建明|被给予警告
                rf"时任[^，。；、的]{{2,16}}?(?:长|经理|总裁|主任|主管|负责人|总监|董事|监事|代表|会计师)的({surname}{given}{{1,2}})(?=[被因、，]|给予|处以)"
            ),
            # 。|孙杨|获得男子自由泳冠军, |朱婷|获得了全场最高的23分
            re.compile(
                rf"(?:^|[，。；：！\n])({surname}{given}{{1,2}})(?<![队省市县区国校团组厂])(?=(?:获得|拿下|赢得|收获)了?"
                r"[^，。；]{0,16}(?:冠军|亚军|季军|金牌|银牌|铜牌|\d分[，。])|以\d[^，。；]{1,12}(?:夺冠|夺金|战胜|击败|获胜|摘得|获得)|跑出了?\d)"
            ),
            # 法定代表人由|王建民|变更为|“陈志强”|
            re.compile(rf"{_CHANGING}“?({surname}{given}{{1,2}})”?(?:先生|女士)?(?:变更|调整|更换|更替)为"),
            re.compile(
                rf"{_CHANGING}“?[一-龥]{{2,4}}”?(?:先生|女士)?(?:变更|调整|更换|更替)为“?({surname}{given}{{1,2}})(?=[”，。；（\n]|先生|女士)"
            ),
            re.compile(rf"以({surname}{given}{{1,2}})(?=为(?:主席|组长|团长|会长|主任|理事长|首))"),
            re.compile(
                rf"[，。；：\n]({surname}{given}{{1,2}})(?=(?:先生|女士)?(?:因|由于)(?:工作|个人|身体|年龄|涉嫌|病|退休|职务|任期|达到))"
            ),
        )

    def find(self, context: Context) -> Iterator[tuple[int, int]]:
        """Where each such name begins and ends."""
        for pattern in self._patterns:
            for match in pattern.finditer(context.text):
                start = match.start(1)
                for name in match.group(1).split("、"):  # 对|马利清、俞连明|给予警告
                    worded = name in self._not_name or name[:2] in self._not_name or name.endswith(BODIES)
                    known = context.known_at(start)
                    if not worded and (known is None or (known.weak and known.label == "Person")):
                        yield start, start + len(name)
                    start += len(name) + 1
