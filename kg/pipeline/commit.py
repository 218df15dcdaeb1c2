"""All outputs of a build appear together, or none does.

A build writes into ``DIR/.build-XXXX``. When everything is there and synced, a journal (``DIR/.commit.json``) names the folder
and the outputs: from that moment the build is done, and whoever comes next finishes the renames (rolls forward) if the process
dies among them. Before that moment the previous outputs are untouched, and the next build sweeps the leftovers away.

    lock      one writer at a time; the lock names its holder and ends with its process
    recover   finish an interrupted commit, sweep what a killed build left
    staged    the folder to build into
    sync      have an output on the disk; those that are, commit finds clean
    commit    journal, renames, journal removed
"""

import fcntl
import json
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from kg.errors import StoreError
from kg.store import JOURNAL

_LOCK = ".lock"
_STAGE = ".build-"
_RETIRED = ".old-"
_COMMAND = 200  # characters of a command line that a message can hold


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold ``folder`` (made if absent) as its only writer.

    The lock is the kernel's, on ``DIR/.lock``: it ends with the process, however that dies, and workers do not inherit it.

    Raises:
        StoreError: another process holds the lock (the error names it), or the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = (folder / _LOCK).open("a+", encoding="utf-8")
    except OSError as error:
        raise StoreError(
            f"cannot write here: {_explain(error)}", where=str(folder), remedy="choose another folder with --out"
        ) from error
    with handle:
        try:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StoreError(
                f"another process writes here ({_holder(folder)})", where=str(folder), remedy="wait for it, or stop it"
            ) from error
        handle.truncate(0)
        holder = {
            "process": os.getpid(),
            "machine": socket.gethostname(),
            "command": " ".join(_unsecret(sys.argv))[:_COMMAND],
            "since": datetime.now().astimezone().isoformat(" ", "seconds"),
        }
        handle.write(json.dumps(holder))
        handle.flush()
        yield


def recover(folder: Path) -> bool:
    """Bring ``folder`` to one whole state after a crash; call it under the lock. True when a commit had to be finished."""
    finished = _roll_forward(folder)
    for leftover in sorted(folder.glob(_STAGE + "*")):
        shutil.rmtree(leftover, ignore_errors=True)
    for leftover in sorted(folder.glob(_RETIRED + "*")):
        shutil.rmtree(leftover, ignore_errors=True)
    return finished


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """A fresh folder inside ``folder`` to build into; gone afterwards, whatever happened."""
    stage = Path(tempfile.mkdtemp(prefix=_STAGE, dir=folder))
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def commit(folder: Path, stage: Path, names: tuple[str, ...]) -> None:
    """Put the outputs ``names`` of ``stage`` in the place of those of ``folder``, all or none."""
    sync(stage, names)
    _sync_folder(stage)
    journal = folder / JOURNAL
    draft = stage / JOURNAL
    draft.write_text(json.dumps({"stage": stage.name, "names": names}), encoding="utf-8")
    _sync(draft)
    draft.replace(journal)
    _sync_folder(folder)
    _roll_forward(folder)


def _roll_forward(folder: Path) -> bool:
    """Do what the journal says and is not done yet. Each step can be interrupted and repeated."""
    journal = folder / JOURNAL
    if not journal.exists():
        return False
    plan = json.loads(journal.read_text(encoding="utf-8"))
    stage = folder / plan["stage"]
    retired = folder / (_RETIRED + plan["stage"].removeprefix(_STAGE))
    retired.mkdir(exist_ok=True)
    for name in plan["names"]:
        # Still staged: either nothing happened to this name yet, or the old output is already out of the way.
        if os.path.lexists(stage / name):
            if (folder / name).is_dir():
                shutil.rmtree(retired / name, ignore_errors=True)
                (folder / name).rename(retired / name)
            (stage / name).replace(folder / name)
    _sync_folder(folder)
    journal.unlink()
    shutil.rmtree(retired, ignore_errors=True)
    return True


def sync(folder: Path, names: Iterable[str]) -> None:
    """Have the outputs ``names`` of ``folder`` on the disk; what is there already costs next to nothing."""
    for name in names:
        _sync(folder / name)


def _sync(path: Path) -> None:
    """Have ``path`` and all below it on the disk."""
    if path.is_dir():
        for below in sorted(path.iterdir()):
            _sync(below)
        _sync_folder(path)
        return
    with path.open("rb") as handle:
        os.fsync(handle.fileno())


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _unsecret(words: Sequence[str]) -> Iterator[str]:
    """A command line without the token on it: every user of the machine may read the lock."""
    before = ""
    for word in words:
        if before == "--token":
            yield "..."
        else:
            yield "--token=..." if word.startswith("--token=") else word
        before = word


def _holder(folder: Path) -> str:
    try:
        holder = json.loads((folder / _LOCK).read_text(encoding="utf-8"))
        return f"process {holder['process']} on {holder['machine']} since {holder['since']}: {holder['command']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "it left no name"


def _explain(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
