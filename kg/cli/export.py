"""Write the graph in parts that other engines load: part-00000.nq.gz and on.

N-Quads in UTF-8 (normal form C), no blank nodes, an article in one part. The same graph gives the same bytes.
"""

import argparse
import sys
from pathlib import Path

EXAMPLES = """examples:
  kg export parts/                            the graph in exports/ as parts/part-00000.nq.gz ... part-00007.nq.gz
  kg export parts/ --graph archive --parts 64

The recipes below were written from the engines' documentation and not tried here.

QLever (its programs were called IndexBuilderMain and ServerMain before; older versions take the same options):
  zcat parts/part-*.nq.gz | qlever-index -i jinqiao -F nq -f -
  qlever-server -i jinqiao -p 7001 -m 4G
with QLever's control script (pip install qlever; qlever index && qlever start), in the Qleverfile:
  [data]   NAME = jinqiao   FORMAT = nq
  [index]  INPUT_FILES = parts/part-*.nq.gz   CAT_INPUT_FILES = zcat ${INPUT_FILES}
Virtuoso (the folder must be in DirsAllowed of virtuoso.ini):
  isql 1111 dba PASSWORD exec="ld_dir('/parts', 'part-*.nq.gz', 'urn:none'); rdf_loader_run(); checkpoint;"
Neptune (from a bucket in the region of the cluster; its VPC has an endpoint for S3; ROLE is the ARN of an IAM role that is
attached to the cluster and may read and list the bucket; files named .gz are unpacked; one load takes the whole folder):
  aws s3 cp parts/ s3://BUCKET/parts/ --recursive
  curl -X POST https://ENDPOINT:8182/loader -H 'Content-Type: application/json' \\
    -d '{"source": "s3://BUCKET/parts/", "format": "nquads", "iamRoleArn": "ROLE", "region": "REGION", "failOnError": "TRUE"}'
  curl https://ENDPOINT:8182/loader/LOAD_ID    what became of it, by the loadId of the answer above
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``kg export``."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="where the parts go")
    parser.add_argument("--graph", type=Path, default=Path("exports"), metavar="DIR", help="what kg build wrote (exports)")
    parser.add_argument("--parts", type=_positive, default=8, metavar="N", help="how many (8)")


def run(options: argparse.Namespace) -> int:
    """Write the parts, and say which."""
    from kg.exports.parts import write_parts
    from kg.store import settled

    paths = write_parts(settled(options.graph / "graph.nq"), options.folder, options.parts)
    size = sum(path.stat().st_size for path in paths)
    sys.stdout.write(f"{len(paths)} parts, {size} bytes: {paths[0]} ... {paths[-1].name}\n")
    return 0


def _positive(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 100_000:
        raise argparse.ArgumentTypeError("1 to 100000")
    return number
