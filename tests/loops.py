"""Running coroutines in tests: in a thread of their own, because the browser tests keep a loop in the main one."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

_Value = TypeVar("_Value")


def finish(work: Callable[[], Coroutine[Any, Any, _Value]]) -> _Value:
    """What a coroutine function gives."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(work())).result()
