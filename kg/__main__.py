"""``python -m kg`` and the ``kg`` command."""

import sys


def main() -> int:
    """Run the command line; the exit code."""
    from kg.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
