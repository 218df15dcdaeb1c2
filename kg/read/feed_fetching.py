"""Fetching a feed, politely: asks for what is new, waits when told to, and takes no more than it must.

- Conditional: what the server said to tell versions apart (ETag, Last-Modified) is sent back, and 304 costs nobody anything.
- Patient: after 429 and 5xx it tries again, later each time, or when the server says (Retry-After).
- Bounded: in size, in time, in redirections; http and https only.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from kg import __version__
from kg.errors import ReadError
from kg.read.feed import MAX_FEED

_AGENT = f"jinqiao/{__version__} (knowledge graph of policy news; feed reader)"
_ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1"
_REDIRECTIONS = 5
_PASSING = frozenset({429, 500, 502, 503, 504})  # what may be otherwise in a moment


@dataclass(frozen=True, slots=True)
class Visit:
    """What a server said of a feed, to be said back to it.

    ``not_before`` is the time (seconds since 1970) it asked to wait for.
    """

    etag: str = ""
    modified: str = ""
    not_before: float = 0.0


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to try: ``tries`` in all, with ``pause`` seconds before the second, twice that before the third, and so on.

    No single pause is longer than ``longest``, no answer may take longer than ``timeout`` in all.
    """

    tries: int = 3
    pause: float = 2.0
    longest: float = 30.0
    timeout: float = 30.0
    wait: Callable[[float], None] = time.sleep


def is_address(name: str) -> bool:
    """Whether an input is the address of a feed."""
    return name.lower().startswith(("http://", "https://"))


def fetch(address: str, visit: Visit, patience: Patience = Patience()) -> tuple[bytes | None, Visit]:
    """A feed's bytes, or None when it has not changed since ``visit``; and what to say the next time.

    Raises:
        WaitingError: The server asks to come back later than patience allows.
        ReadError: It cannot be had: no answer, an error, too large, too slow, or redirected to what is no web address.
    """
    if visit.not_before > time.time():
        raise WaitingError(address, visit.not_before)
    pause = patience.pause
    for attempt in range(patience.tries):
        try:
            answer = _get(address, visit, patience)
        except _PassingError as passing:
            asked = passing.after if passing.after is not None else pause
            if asked > patience.longest:
                raise WaitingError(address, time.time() + asked) from passing
            if attempt + 1 == patience.tries:
                raise ReadError(
                    f"{passing.problem}, {patience.tries} times", where=address, remedy="try again later"
                ) from passing
            patience.wait(asked)
            pause *= 2
        else:
            return answer
    raise ReadError("nothing was tried", where=address)


class WaitingError(ReadError):
    """A feed whose server asked to be left alone until ``until`` (seconds since 1970)."""

    def __init__(self, address: str, until: float) -> None:
        self.until = until
        when = datetime.fromtimestamp(until, UTC).isoformat(" ", "seconds").removesuffix("+00:00")
        super().__init__(f"the server asks to wait until {when} UTC", where=address, remedy="it is left alone until then")


class _PassingError(Exception):
    def __init__(self, problem: str, after: float | None) -> None:
        self.problem = problem
        self.after = after
        super().__init__(problem)


def _get(address: str, visit: Visit, patience: Patience) -> tuple[bytes | None, Visit]:
    import httpx  # a fifth of a second

    headers = {"User-Agent": _AGENT, "Accept": _ACCEPT}
    if visit.etag:
        headers["If-None-Match"] = visit.etag
    if visit.modified:
        headers["If-Modified-Since"] = visit.modified
    deadline = time.monotonic() + patience.timeout
    try:
        with httpx.Client(headers=headers, timeout=patience.timeout, follow_redirects=False) as client:
            place = address
            for _ in range(_REDIRECTIONS + 1):
                _check_address(place, address)
                with client.stream("GET", place) as answer:
                    if answer.has_redirect_location:
                        place = urljoin(place, answer.headers.get("location", ""))
                        continue
                    return _take(answer, address, visit, deadline)
    except httpx.TimeoutException as error:
        raise _PassingError("no answer in time", None) from error
    except httpx.TransportError as error:
        raise _PassingError(f"no answer ({type(error).__name__})", None) from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise ReadError(f"the answer cannot be understood ({error})", where=address) from error
    raise ReadError(f"redirected more than {_REDIRECTIONS} times", where=address)


def _take(answer: Any, address: str, visit: Visit, deadline: float) -> tuple[bytes | None, Visit]:
    if answer.status_code == 304:
        return None, Visit(visit.etag, visit.modified)
    if answer.status_code in _PASSING:
        raise _PassingError(f"the server answers {answer.status_code}", _seconds(answer.headers.get("retry-after", "")))
    if answer.status_code != 200:
        raise ReadError(f"the server answers {answer.status_code}", where=address, remedy="check the address")
    held = bytearray()
    for chunk in answer.iter_bytes():
        held += chunk
        if len(held) > MAX_FEED:
            raise ReadError(f"larger than {MAX_FEED >> 20} MB", where=address, remedy="no feed is; it is not read")
        if time.monotonic() > deadline:
            raise _PassingError("the answer takes too long", None)
    return bytes(held), Visit(answer.headers.get("etag", ""), answer.headers.get("last-modified", ""))


def _check_address(place: str, address: str) -> None:
    parts = urlsplit(place)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ReadError(f"redirected to {place[:80]!r}", where=address, remedy="only http and https are followed")


def _seconds(said: str) -> float | None:
    """What Retry-After says: seconds, or a date."""
    if said.strip().isdigit():
        return float(said)
    try:
        return max(0.0, parsedate_to_datetime(said).timestamp() - time.time())
    except (ValueError, TypeError):
        return None
