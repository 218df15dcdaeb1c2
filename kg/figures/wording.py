"""The metrics of a line's figures, one after the other: each may lean on those before it."""

from collections.abc import Sequence

from kg.figures.metrics import find_metric, leans, share_out
from kg.figures.reading import Reading
from kg.regex import regex

_COUNTING = frozenset({"count", "weak_count", "bare"})
_AMOUNTS = frozenset({"amount", "size"})
# What stands between the figures of a list.
_JOINED = regex(
    r"[、和及与至到~～—-]|以及|[骤猛锐激跃飙陡大]?(?:提高|提升|上升|增加|增长|扩大|扩充|降低?|下降|下调|减少?|压缩|缩短|调整|上调|回升|回落|升|提|增|放宽)[到至为]|"
)
_NOUN = regex("(?![至到以左上下的])[一-龥]")
_PART = 4  # characters of the name of a part
_AFTER = 40  # characters behind a number in which its noun may stand


class Wording:
    """What the figures of one line measure. Call ``find`` for each reading of the line in text order."""

    def __init__(self, text: str, readings: Sequence[Reading]) -> None:
        self._text = text
        self._readings = readings
        self._end = 0  # of the figure before
        self._metric = self._measured = ""
        self._among = ""  # what parts are told of after 其中
        self._named: list[str] = []  # what the figures of the clause before measure, each by itself
        self._due: list[str] = []  # the metrics of a list after 分别 that are still to be given out

    def begin_line(self) -> None:
        """Forget what was measured: a new line leans on nothing."""
        self._metric = self._measured = self._among = ""
        self._named, self._due = [], []

    def find(self, index: int, clause: str) -> str:
        """The metric of the reading at ``index``, which ``clause`` leads up to."""
        reading = self._readings[index]
        gap = reading.start - self._end
        joined = bool(self._metric) and 0 <= gap < 5 and _JOINED.fullmatch(self._text, self._end, reading.start) is not None
        same = gap < 0  # the other end of a range
        self._end = reading.end
        if same:
            return self._metric
        if joined:  # 分别为2.85%、3%和3.15%
            after = self._text[reading.end : reading.end + _AFTER]
            if self._due:
                self._metric = self._due.pop(0)
            elif reading.unit != self._readings[index - 1].unit and _NOUN.match(after):  # 40座公园和12公里绿道
                self._metric = find_metric("", after, "", counts=True) or self._metric
            return self._metric
        words = clause[-gap:] if 0 < gap < len(clause) else clause if gap else ""
        self._due = []
        after = self._text[reading.end : reading.end + _AFTER]
        kind = reading.extractor
        counts = kind in _COUNTING or (
            reading.unit == "%" and after.startswith("的") and _NOUN.match(after, 1) is not None
        )  # 76%的受访者
        self._metric = find_metric(words, after, self._measured, counts=counts, amount=kind in _AMOUNTS)
        leaning = leans(words)
        if "其中" in words:
            self._among = self._measured
        elif not words.startswith("、"):
            self._among = ""
        if self._among and kind in _AMOUNTS and len(self._metric) <= _PART:  # 其中铁路6401亿元、民航1050亿元
            self._metric = f"{self._among}其中{self._metric}"
            return self._metric
        if "分别" in words and (shares := self._share(index, words, leaning)):
            self._metric, *self._due = shares
            return self._metric
        if self._metric and not leaning:
            self._measured = self._metric
        if reading.unit not in ("%", "pp", "bp"):
            self._named = [*self._named[-5:], self._metric]
        return self._metric

    def _share(self, index: int, words: str, leaning: bool) -> list[str] | None:
        """The metrics of the numbers after 分别: of the things it lists, or of the figures before (分别较上年增长)."""
        count = self._count_list(index)
        if count < 2:
            return None
        if not leaning:
            return share_out(self._metric if "分别" in self._metric else f"{self._metric}分别", count)
        if len(set(self._named[-count:])) < count:
            return None
        change = find_metric(words, "", "").replace("分别", "")
        return [name + change for name in self._named[-count:]]

    def _count_list(self, index: int) -> int:
        count, end = 1, self._readings[index].end
        for reading in self._readings[index + 1 :]:
            if not 0 < reading.start - end < 3 or not _JOINED.fullmatch(self._text, end, reading.start):
                break
            count, end = count + 1, reading.end
        return count
