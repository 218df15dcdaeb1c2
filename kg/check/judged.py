"""What pyshacl said of each form of node, kept from one build to the next.

A verdict depends on nothing but the form, the shapes and the code that judges, so the file is named by a hash of the last two:
other shapes or another version never see it. Every node is still reduced to its form and its form looked up in every build.
"""

import hashlib
import json
import tempfile
from importlib.metadata import version
from pathlib import Path

Form = tuple[object, ...]
Messages = tuple[str, ...]

_JUDGING = ("shapes", "judged")


class Judged:
    """Verdicts by form, in memory and, given a folder, in a file there: messages, none for a sound node."""

    def __init__(self, shapes: Path, folder: Path | None = None) -> None:
        self._file = folder / f"shapes-{_fingerprint(shapes)}.json" if folder else None
        self._known: dict[Form, Messages] = {}
        self._kept = self._read()
        self._fresh = False

    def get(self, form: Form) -> Messages | None:
        """The verdict on a form; None when it was never judged."""
        found = self._known.get(form)
        if found is None and self._kept and (kept := self._kept.get(_name(form))) is not None:
            self._known[form] = found = tuple(kept)
        return found

    def add(self, form: Form, messages: Messages) -> None:
        """Note a verdict."""
        self._known[form] = messages
        self._kept[_name(form)] = list(messages)
        self._fresh = True

    def keep(self) -> None:
        """Write what is new, with what other processes wrote meanwhile. No error where it cannot be: it is in memory."""
        if self._file is None or not self._fresh:
            return
        self._fresh = False
        self._kept = {**self._read(), **self._kept}
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=self._file.parent, delete=False) as stream:
                json.dump(self._kept, stream, ensure_ascii=False, sort_keys=True)
            Path(stream.name).replace(self._file)
        except OSError:
            return

    def _read(self) -> dict[str, list[str]]:
        if self._file is None:
            return {}
        try:
            found = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}


def _name(form: Form) -> str:
    return hashlib.blake2b(repr(form).encode("utf-8", "replace"), digest_size=16).hexdigest()


def _fingerprint(shapes: Path) -> str:
    state = hashlib.sha256(shapes.read_bytes())
    for module in _JUDGING:
        state.update(Path(__file__).with_name(f"{module}.py").read_bytes())
    state.update(f"{version('pyshacl')} {version('rdflib')}".encode())
    return state.hexdigest()[:32]
