"""``python -m kg`` and the ``kg`` command."""

import gc
import sys


def main() -> int:
    """Run the command line; the exit code."""
    from kg.cli import run

    code = run(sys.argv[1:])
    gc.freeze()  # the process ends: nobody need look through all it made for cycles
    return code


if __name__ == "__main__":
    sys.exit(main())
