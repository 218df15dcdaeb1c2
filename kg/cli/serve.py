"""Serve the graph over HTTP: pages, SPARQL, graphs, and every entity at its address.

Nobody may write unless --writable and a token are given; nothing leaves this machine (SERVICE and LOAD are refused).
"""

import argparse
import os
from pathlib import Path

from kg.errors import KgError

EXAMPLES = """examples:
  kg serve exports
  kg serve exports --port 8080 --timeout 10 --max-rows 10000
  KG_TOKEN=secret kg serve exports --writable
  kg serve --endpoint http://127.0.0.1:7878/query    pages and limits before another endpoint

  curl -H 'Accept: text/csv' --data-urlencode 'query=SELECT * { ?s a kg:Bank }' -G http://127.0.0.1:8000/sparql
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``kg serve``."""
    parser.add_argument("folder", nargs="?", type=Path, metavar="DIR", help="the outputs of a build (exports)")
    parser.add_argument("--endpoint", metavar="URL", help="pass queries on to another SPARQL endpoint instead")
    parser.add_argument("--host", default="127.0.0.1", metavar="NAME", help="the address to listen at (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, metavar="N", help="the port, 0 for any that is free (8000)")
    parser.add_argument("--writable", action="store_true", help="let clients that know the token change the graph")
    parser.add_argument("--token", metavar="TEXT", help="the token; better in the environment, as KG_TOKEN")
    parser.add_argument("--timeout", type=float, default=30.0, metavar="S", help="end a query after S seconds (30)")
    parser.add_argument("--max-rows", type=int, default=100_000, metavar="N", help="refuse longer answers (100000)")
    parser.add_argument("--max-memory", type=int, default=1024, metavar="MB", help="what one query may take (1024)")
    parser.add_argument("--max-request", type=int, default=10 << 20, metavar="BYTES", help="refuse larger requests (10485760)")
    parser.add_argument(
        "--patience", type=float, default=30.0, metavar="S", help="cut off who takes S seconds to send head or body (30)"
    )
    parser.add_argument("--workers", type=int, metavar="N", help="how many queries may run at once (4, or one a core)")
    parser.add_argument(
        "--default-graph",
        choices=("union", "plain"),
        default="union",
        help="what a query sees that names no graph: all graphs (union), or only triples in none (plain)",
    )


def run(options: argparse.Namespace) -> int:
    """Serve until a signal comes."""
    from kg.server.jobs import Limits
    from kg.server.run import WORKERS, Plan, serve

    if options.endpoint and options.folder:
        raise KgError("give either a folder or --endpoint", remedy="see kg serve --help")
    above = {name: getattr(options, name.replace("-", "_")) for name in ("timeout", "max-rows", "max-memory", "patience")}
    for name, value in above.items():
        if value <= 0:
            raise KgError(f"--{name}: more than 0, please")
    if not 0 <= options.port < 1 << 16:
        raise KgError("--port: from 0 to 65535, please")
    serve(
        Plan(
            folder=None if options.endpoint else options.folder or Path("exports"),
            endpoint=options.endpoint or "",
            host=options.host,
            port=options.port,
            token=_token(options),
            limits=Limits(options.timeout, options.max_rows, options.max_memory << 20),
            max_request=max(0, options.max_request),
            patience=options.patience,
            is_union=options.default_graph == "union",
            workers=max(1, options.workers or WORKERS),
        )
    )
    return 0


def _token(options: argparse.Namespace) -> str:
    """The token of a writable server; empty for one that only reads."""
    if not options.writable:
        return ""
    if options.endpoint:
        raise KgError("another endpoint is only read", remedy="leave out --writable")
    token: str = options.token or os.environ.get("KG_TOKEN", "")
    if not token:
        raise KgError("--writable needs a token", remedy="set KG_TOKEN, or give --token")
    return token
