"""Requests to one server over HTTP: patient with a busy one, and clear about what failed."""

import io
import time
import weakref
from collections.abc import Callable, Collection, Generator, Mapping
from urllib.parse import urlsplit

import httpx

from kg import __version__
from kg.errors import KgError, QueryError, StoreError

PATIENCE = 60.0
"""Seconds a server may be silent, unless told otherwise."""

_ATTEMPTS = 5
_LONGEST_WAIT = 30.0
# 429 and 503 are promises of better times; other failures would only be repeated.
_LATER = (429, 503)
_WORDS = 300  # characters of a server's own explanation


class Connection:
    """Requests to one server: retried while it is busy, and every failure one clear error.

    Args:
        url: An http or https address; a name and password in it are sent as Basic or Digest credentials, and never shown.
        timeout: Seconds the server may be silent.
        token: Sent as a bearer token; empty for none.
        wait: How to pass the time between two attempts.

    Raises:
        StoreError: The address is none.
    """

    def __init__(
        self, url: str, *, timeout: float = PATIENCE, token: str = "", wait: Callable[[float], object] = time.sleep
    ) -> None:
        try:
            parts = urlsplit(url)
            parsed = httpx.URL(url)
        except (ValueError, httpx.InvalidURL) as error:
            raise StoreError(f"no address: {error}", where=url, remedy="give one like http://127.0.0.1:7878/query") from error
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise StoreError("no http address", where=url, remedy="give one like http://127.0.0.1:7878/query")
        self.shown = str(parsed.copy_with(userinfo=b""))
        self.url = self.shown
        self._timeout = timeout
        self._wait = wait
        headers = {"User-Agent": f"jinqiao/{__version__}"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        auth = _Password(parsed.username, parsed.password) if parsed.username else None
        self._client = httpx.Client(timeout=httpx.Timeout(timeout, connect=min(timeout, 10.0)), headers=headers, auth=auth)
        # Whoever holds an answer that is still arriving holds the connection, too.
        weakref.finalize(self, self._client.close)

    def send(
        self,
        method: str,
        url: str,
        *,
        content: bytes | None = None,
        form: Mapping[str, str | list[str]] | None = None,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        is_safe: bool = False,
        allowed: Collection[int] = (),
    ) -> httpx.Response:
        """The response, with its status checked and its body still to be read (``Connection.body``).

        Args:
            method: GET, POST …
            url: Where to.
            content: The body; or else
            form: the fields of a form.
            params: Added to the query of the address.
            headers: Beside the usual ones.
            is_safe: Whether asking twice does no harm, so that a broken connection is tried again.
            allowed: Refusals that the caller deals with: such a response is given, too.

        Raises:
            StoreError: Not reached, no answer in time, or refused.
        """
        target = httpx.URL(url).copy_merge_params(dict(params)) if params else httpx.URL(url)
        for attempt in range(1, _ATTEMPTS + 1):
            request = self._client.build_request(method, target, content=content, data=form, headers=headers)
            try:
                response = self._client.send(request, stream=True)
            except httpx.TransportError as error:
                is_broken = isinstance(error, httpx.ReadError | httpx.WriteError | httpx.RemoteProtocolError)
                if not (is_safe and is_broken) or attempt == _ATTEMPTS:
                    raise self._failed(error) from error
                self._wait(_pause(attempt, ""))
                continue
            if response.status_code not in _LATER or attempt == _ATTEMPTS:
                break
            pause = _pause(attempt, response.headers.get("Retry-After", ""))
            response.close()
            self._wait(pause)
        if not response.is_success and response.status_code not in allowed:
            raise self.refusal(response)
        return response

    def body(self, response: httpx.Response) -> "Body":
        """The body of a response as a file, read as it arrives."""
        return Body(response, self._failed)

    def text(self, response: httpx.Response) -> str:
        """The whole body of a response.

        Raises:
            StoreError: It breaks off.
        """
        try:
            response.read()
        except httpx.TransportError as error:
            raise self._failed(error) from error
        return response.text

    def _failed(self, error: httpx.TransportError) -> StoreError:
        if isinstance(error, httpx.ConnectTimeout | httpx.ConnectError):
            return StoreError(
                f"the server is not reached: {flat(str(error)) or 'no connection in time'}",
                where=self.shown,
                remedy="is it running there?",
            )
        if isinstance(error, httpx.TimeoutException):
            return StoreError(
                f"no answer within {self._timeout:g} seconds", where=self.shown, remedy="narrow the query or raise --timeout"
            )
        return StoreError(f"the connection broke: {flat(str(error)) or type(error).__name__}", where=self.shown)

    def refusal(self, response: httpx.Response) -> KgError:
        """What a response that is no success means."""
        code = response.status_code
        words = _words(response)
        said = f"{code} {response.reason_phrase}".strip() + (f": {words}" if words else "")
        if code == 400:
            return QueryError(f"the server answers {said}", where=self.shown)
        remedies = {
            401: "give --token, or the name and password in the address",
            403: "this server does not allow it; give --token, or the name and password in the address",
            404: "is this the address of its SPARQL endpoint?",
            405: "is this the address of its SPARQL endpoint?",
            413: "try smaller batches: --batch",
        }
        if response.is_redirect:
            return StoreError(f"the server moved to {flat(response.headers.get('Location', ''))}", where=self.shown)
        return StoreError(f"the server answers {said}", where=self.shown, remedy=remedies.get(code, ""))


class Body(io.RawIOBase):
    """A response as a binary file. ``failure`` is what broke it off, which the parser above reports only as a failed read."""

    def __init__(self, response: httpx.Response, explain: Callable[[httpx.TransportError], StoreError]) -> None:
        self._response = response
        self._chunks = response.iter_bytes()
        self._held = b""
        self._explain = explain
        self.failure: StoreError | None = None

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]  # all that io gives it
        """Fill what fits; 0 at the end."""
        while not self._held:
            try:
                chunk = next(self._chunks, None)
            except httpx.TransportError as error:
                self.failure = self._explain(error)
                raise OSError(str(self.failure)) from error
            if chunk is None:
                self._response.close()
                return 0
            self._held = chunk
        taken = self._held[: len(buffer)]
        buffer[: len(taken)] = taken
        self._held = self._held[len(taken) :]
        return len(taken)


class _Password(httpx.Auth):
    """A name and password, said the way the server asks for it: Digest (Virtuoso's ``/sparql-auth``) or Basic."""

    requires_request_body = True

    def __init__(self, name: str, password: str) -> None:
        self._basic = httpx.BasicAuth(name, password)
        self._digest = httpx.DigestAuth(name, password)
        self._is_digest = False

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Basic first; whoever refuses that is asked anew without, and given Digest from then on if it wants that."""
        if not self._is_digest:
            response = yield next(self._basic.auth_flow(request))
            if response.status_code != 401:
                return
            del request.headers["Authorization"]
            self._is_digest = True
        yield from self._digest.auth_flow(request)


def _pause(attempt: int, asked: str) -> float:
    """Seconds until the next attempt: what the server asked for, else longer each time."""
    wanted = float(asked) if asked.isascii() and asked.isdigit() else 0.5 * 2 ** (attempt - 1)
    return min(wanted, _LONGEST_WAIT)


def _words(response: httpx.Response) -> str:
    """What the server says about its refusal: the detail of a problem document, or the first line of a text."""
    media = response.headers.get("Content-Type", "")
    try:
        response.read()
        if "json" in media:
            said = response.json()
            text = str(said.get("detail") or said.get("title") or "") if isinstance(said, dict) else ""
        else:
            text = "" if "html" in media else response.text
    except (httpx.TransportError, ValueError):
        return ""
    finally:
        response.close()
    return flat(next((line for line in text.splitlines() if line.strip()), ""))


def flat(text: str) -> str:
    """Text of another machine on one line of a terminal."""
    return "".join(character if character.isprintable() else " " for character in text[:_WORDS]).strip()
