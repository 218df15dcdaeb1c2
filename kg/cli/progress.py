"""How a build goes: a bar with rate and time left on a terminal, a plain line now and then otherwise."""

import shutil
import time
from typing import TextIO

from kg.pipeline import Step

_PAUSE_TERMINAL = 0.1  # seconds between two pictures of the bar
_PAUSE_PLAIN = 10.0  # seconds between two plain lines
_BAR = 24
_WORDS = {
    "load": "loading the gazetteer and the rules (longer the first time)",
    "order": "putting in order",
    "outputs": "writing exports and store",
}


class Progress:
    """Writes to ``stream`` how far a build is."""

    def __init__(self, stream: TextIO, *, silent: bool = False) -> None:
        self._stream = stream
        self._silent = silent
        self._terminal = stream.isatty()
        self._began = self._shown = time.monotonic()
        self._step = ""

    def show(self, step: Step) -> None:
        """Hear of a step; show it when it is time to."""
        now = time.monotonic()
        pause = _PAUSE_TERMINAL if self._terminal else _PAUSE_PLAIN
        if self._silent or (step.name == self._step and now - self._shown < pause):
            return
        if not self._terminal and now - self._began < pause:
            return
        self._step, self._shown = step.name, now
        line = self._reading(step, now - self._began) if step.name == "read" else _WORDS.get(step.name, step.name)
        if self._terminal:
            self._stream.write(f"\r\x1b[K{line[: shutil.get_terminal_size().columns - 1]}")
        else:
            self._stream.write(line + "\n")
        self._stream.flush()

    def close(self) -> None:
        """Leave a clean line behind."""
        if self._terminal and not self._silent and self._step:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def _reading(self, step: Step, seconds: float) -> str:
        rate = step.articles / seconds if seconds else 0.0
        words = f"{step.articles} articles, {rate:.{0 if rate >= 10 else 1}f}/s"
        if step.refused:
            words += f", {step.refused} refused"
        if not step.total:
            return f"reading: {words}"
        share = min(1.0, step.done / step.total)
        left = f", about {_duration(seconds / share - seconds)} left" if 0 < share < 1 else ""
        bar = "█" * round(share * _BAR) + "░" * (_BAR - round(share * _BAR))
        return f"reading {bar} {share:4.0%} {words}{left}" if self._terminal else f"reading {share:.0%}: {words}{left}"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s" if minutes else f"{rest} s"
