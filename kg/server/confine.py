"""What the kernel holds a worker to, so that nothing depends on the engine's good will: memory, its parent's life, no network.

Time needs no word here: ``signal.setitimer`` whose signal nobody catches ends a process wherever it is.
"""

import contextlib
import ctypes
import platform
import resource
import signal
import socket
from pathlib import Path

_SET_PARENT_DEATH_SIGNAL = 1
_SET_NO_NEW_PRIVILEGES = 38
_SET_SECCOMP, _FILTER = 22, 2
# Of each machine: its number in audit records, and that of its socket(2); linux/audit.h and the tables of system calls.
_MACHINES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}


def limit_memory(size: int) -> None:
    """Let allocations fail that take ``size`` bytes more than the process has now, and the engine abort; 0: let all be."""
    status = Path("/proc/self/status").read_text(encoding="ascii") if Path("/proc/self/status").exists() else ""
    used = next((int(line.split()[1]) << 10 for line in status.splitlines() if line.startswith("VmData:")), 0)
    most = resource.getrlimit(resource.RLIMIT_DATA)[1]
    with contextlib.suppress(ValueError, OSError):  # a lower limit of the machine's holds already
        resource.setrlimit(resource.RLIMIT_DATA, (used + size if size else most, most))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a gigabyte of core file would take longer than the limit


def end_with_parent() -> None:
    """Have the process killed when its parent ends, however that dies."""
    if platform.system() == "Linux":
        ctypes.CDLL(None, use_errno=True).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)


class _Instruction(ctypes.Structure):
    _fields_ = (("code", ctypes.c_uint16), ("yes", ctypes.c_uint8), ("no", ctypes.c_uint8), ("value", ctypes.c_uint32))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("instructions", ctypes.POINTER(_Instruction)))


def cut_network() -> None:
    """Refuse every new socket that is not local (seccomp, https://www.kernel.org/doc/html/latest/userspace-api/seccomp_filter.html).

    The engine can fetch addresses (SERVICE, LOAD) and cannot be told not to. The text of a query is searched for both before it
    runs; this holds even where such a search is outwitted. On machines whose numbers are not known here it does nothing.
    """
    audit, call = _MACHINES.get(platform.machine(), (0, 0))
    if platform.system() != "Linux" or not audit:
        return
    load, equal, give = 0x20, 0x15, 0x06
    refuse = 0x00050000 | 13  # EACCES
    instructions = (
        (load, 0, 0, 4),  # the machine
        (equal, 0, 4, audit),
        (load, 0, 0, 0),  # the system call
        (equal, 0, 2, call),
        (load, 0, 0, 16),  # its first argument: the family
        (equal, 0, 1, int(socket.AF_UNIX)),
        (give, 0, 0, 0x7FFF0000),  # allow
        (give, 0, 0, refuse),
    )
    program = _Program(len(instructions), (_Instruction * len(instructions))(*(_Instruction(*each) for each in instructions)))
    system = ctypes.CDLL(None, use_errno=True)
    system.prctl(_SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    system.prctl(_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0)
