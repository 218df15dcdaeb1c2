"""What a page puts around an article and the article does not say: dropped as text, kept as metadata where it carries any."""

import re
from dataclasses import dataclass

# A longer line is prose, whatever its element is called.
LONGEST_FURNITURE = 120

# Elements whose content is never prose.
SILENT_ELEMENTS = frozenset(
    re.findall(
        r"\w+",
        "aside audio button canvas footer iframe map math nav noscript object select style script svg template textarea video",
    )
)
# Those whose content is no markup: unclosed, they swallow the rest, as in HTML.
RAW_ELEMENTS = frozenset({"style", "script", "textarea", "iframe", "noscript"})
# Words of class and id attributes that mark a block as furniture; between separators, so that "header" holds no "ad".
FURNITURE_NAME = re.compile(
    r"""(?:^|[\s_-])
        (?: \w*qr (?:code)? | qr \w* | \w*share (?:bar|box)? | bdshare\w* | social | ads? | advert\w* | banner
          | breadcrumbs? | crumb | article-?editor | recommend\w* | related\w* | copyright | disclaimer | comments? | toolbar )
        (?: $ | [\s_-])""",
    re.VERBOSE | re.IGNORECASE,
)

_EDITOR = re.compile(
    r"[（(【\[]?\s*(?:责任编辑|责编|本文编辑|文字编辑|值班编辑|网络编辑|编辑)\s*[：:]\s*(?P<name>[^）)】\]]{0,40})[）)】\]]?"
)
_ORIGINAL_TITLE = re.compile(r"[（(]?\s*原(?:标题|题)\s*[：:]\s*(?P<title>.+?)[）)]?")
_CAPTION = re.compile(
    r"""海量资讯、精准解读.{0,20}                                             # the caption under a QR code
      | .{0,12} (?:扫描|扫一扫|长按|识别) .{0,8} 二维码 .{0,30}
      | .{0,20} (?:关注|订阅) .{0,12} (?:公众号|官方微信|官方微博) .{0,20}
      | .{0,16} 下载 .{0,12} (?:APP|App|app|客户端) .{0,16}
      | 炒股就看.{0,60}
      | (?:分享|转发|推荐)(?:到|至)? [：:]? .{0,40} (?:微信|微博|朋友圈|QQ空间) .{0,30}  # the share bar
      | (?:【?\s*(?:打印|关闭|字号|大\s*中\s*小|纠错|收藏|举报|返回顶部|我要评论|广告|推广)\s*】?\s*){1,8}
      | (?:上一篇|下一篇|相关阅读|相关新闻|延伸阅读|热门推荐|点击进入专题)\s*[：:]?.{0,60}""",
    re.VERBOSE,
)
# 证券时报记者 江聃; 每经记者 张寿林; （作者：家俊辉 编辑：马春园）; 记者 高萍）讯.
# A space or colon must part the word from the name.
_REPORTER = re.compile(
    r"(?:记者|作者|撰文|文/)[\s：:]+(?P<names>[\u4e00-\u9fff]{2,4}(?:[\s、，,][\u4e00-\u9fff]{2,4}){0,3})(?![\u4e00-\u9fff])"
)
_BYLINE_EDITOR = re.compile(r"编辑[\s：:]+(?P<name>[\u4e00-\u9fff]{2,4})(?![\u4e00-\u9fff])")
_BYLINE_LENGTH = 60
_PICTURE = re.compile(r"图片来源|摄$|摄[）)（(\s]")
_NO_NAME = re.compile(r"报道|发自|编辑|摄影|实习|综合|北京|上海|广州|深圳")


@dataclass(frozen=True, slots=True)
class Furniture:
    """A line that is no prose, and what it tells."""

    editor: str | None = None
    original_title: str | None = None


def judge_line(line: str) -> Furniture | None:
    """What ``line`` tells if it is furniture; None if it is prose.

    >>> judge_line("责任编辑：李墨轩"), judge_line("海量资讯、精准解读，尽在新浪财经APP")
    (Furniture(editor='李墨轩', original_title=None), Furniture(editor=None, original_title=None))
    >>> judge_line("国务院办公厅印发《方案》。") is None
    True
    """
    if len(line) > LONGEST_FURNITURE:
        return None
    if match := _EDITOR.fullmatch(line):
        return Furniture(editor=match["name"].strip() or None)
    if match := _ORIGINAL_TITLE.fullmatch(line):
        return Furniture(original_title=match["title"].strip())
    return Furniture() if _CAPTION.fullmatch(line) else None


def read_byline(line: str) -> tuple[tuple[str, ...], str | None]:
    """The reporters and the editor that a byline names; nothing when ``line`` is no byline.

    >>> read_byline("每经记者 张寿林 每经编辑 易启江"), read_byline("证券时报记者 江聃")
    ((('张寿林',), '易启江'), (('江聃',), None))
    """
    head = line[:_BYLINE_LENGTH]
    if "记者" not in head and "作者" not in head and "编辑" not in head:
        return (), None
    if _PICTURE.search(head):  # 封面图片来源：每经记者 张建 摄
        return (), None
    names: list[str] = []
    for match in _REPORTER.finditer(head):
        for name in re.split(r"[\s、，,]", match["names"]):
            if _NO_NAME.search(name):
                break
            names.append(name)
    editor = _BYLINE_EDITOR.search(head)
    return tuple(dict.fromkeys(names)), editor["name"] if editor else None
