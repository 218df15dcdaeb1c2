"""Regular expressions that are compiled when they are first asked something.

Reading knows more than a thousand of them and one article needs a third, for most are only asked where a sign of theirs
stands: compiling all of them took a fifth of the time that a command on one article takes.
"""

import re
from typing import Any, cast


class _Regex:
    """What ``regex`` gives: asked for the first time, it takes over all methods of the compiled expression."""

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:  # asked only for what is not there yet: once
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        self.__dict__.update((own, getattr(compiled, own)) for own in dir(compiled) if not own.startswith("__"))
        return getattr(compiled, name)

    def __repr__(self) -> str:
        return f"regex({self._source!r})"


def regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """``re.compile(source, flags)``, put off until the first use, which raises ``re.error`` where the source is wrong.

    It has all methods and attributes of a compiled one, but is another object than the ``re`` of its matches, and can be
    neither pickled nor given to the functions of ``re``.
    """
    return cast("re.Pattern[str]", _Regex(source, flags))
