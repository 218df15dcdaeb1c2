"""Ask one of the competency questions; without a name, list them.

The questions are the files of ontology/questions: titles and parameters stand in their comments.
"""

import argparse
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from kg.cli.query import add_output_arguments, limit_time, open_graph, show

if TYPE_CHECKING:
    from kg.ask import Question

EXAMPLES = """examples:
  kg ask                                 list the questions with their parameters
  kg ask posts --entity 王一鸣
  kg ask name-at --entity 银监会 --date 2017-05-01
  kg ask figures --metric 普惠 --from 2021 --until 2022-03 --format csv
  kg ask officials --entity 发改委 --endpoint http://127.0.0.1:7878/query
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``kg ask``."""
    from kg.ask import PARAMETERS

    parser.add_argument("question", nargs="?", metavar="NAME", help="the question; all are listed when absent")
    for name, meaning in PARAMETERS.items():
        parser.add_argument(f"--{name}", dest=f"value_{name}", metavar=name.upper(), help=meaning)
    parser.add_argument("--show", action="store_true", help="print the SPARQL of the question instead of asking it")
    add_output_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Print the answer, or the list of questions."""
    from kg.ask import PARAMETERS, ask, bind, load_questions
    from kg.ask.questions import find_question

    questions = load_questions()
    if options.question is None:
        _list(questions)
        return 0
    question = find_question(options.question, questions)
    if options.show:
        sys.stdout.write(question.query)
        return 0
    store = open_graph(options)
    limit_time(options.timeout)
    given = {name: value for name in PARAMETERS if (value := getattr(options, f"value_{name}")) is not None}
    count = show(ask(store, question.query, bind(question, given, store), where=str(question.path)), options)
    if not count:
        sys.stderr.write(f"kg: nothing in {options.endpoint or options.graph} answers {question.name}\n")
    return 0


def _list(questions: Mapping[str, "Question"]) -> None:
    from kg.ask.results import columns

    width = max(map(len, questions), default=0)
    zh_width = max((columns(question.zh) for question in questions.values()), default=0)
    for question in questions.values():
        wanted = " ".join(f"--{name}" if must else f"[--{name}]" for name, must in question.parameters)
        zh = question.zh + " " * (zh_width - columns(question.zh))
        sys.stdout.write(f"{question.name:{width}}  {zh}  {question.en}{'  ' if wanted else ''}{wanted}\n")
