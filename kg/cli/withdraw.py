"""Take articles out of a folder that kg build wrote, with everything that only they say.

ARTICLE is an identifier, the IRI of an article, or a file as it was given to the build. Entities that no other article mentions
go, too, and the store is loaded anew so that none of their words stay in it. All outputs change together, or none.
"""

import argparse
import json
import sys
from pathlib import Path

EXAMPLES = """examples:
  kg withdraw 000_ed608e3359058c26 --out exports
  kg withdraw https://jinqiao.example/article/000_ed608e3359058c26 --out exports
  kg withdraw seeds/000_ed608e3359058c26.txt      the file need not exist any more

The next build reads the file again if it is still among the inputs.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``kg withdraw``."""
    parser.add_argument("articles", nargs="+", metavar="ARTICLE", help="an identifier, an IRI, or a file")
    parser.add_argument("--out", type=Path, default=Path("exports"), metavar="DIR", help="the folder (exports)")
    parser.add_argument("--all", action="store_true", help="of a file that held many articles, withdraw all")
    parser.add_argument("--quiet", action="store_true", help="no progress, no summary; errors only")
    parser.add_argument("--json", action="store_true", help="the summary as one JSON object")


def run(options: argparse.Namespace) -> int:
    """Withdraw, and say what is left."""
    from kg.cli.build import describe, summary
    from kg.cli.progress import Progress
    from kg.pipeline import withdraw

    progress = Progress(sys.stderr, silent=options.quiet)
    try:
        report = withdraw(options.out, options.articles, whole_inputs=options.all, listen=progress.show)
    finally:
        progress.close()
    if options.json:
        json.dump(summary(report, options.out), sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
    elif not options.quiet:
        sys.stdout.write(describe(report, options.out))
    return 0
