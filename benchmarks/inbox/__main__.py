"""`python -m benchmarks.inbox generate|score|mess`."""

import argparse
from pathlib import Path

from benchmarks.inbox.generate import Plan, write_inbox
from benchmarks.inbox.mess_kinds import MESS_KINDS
from benchmarks.inbox.report import print_score


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="benchmarks.inbox", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    generate = commands.add_parser("generate", help="write an inbox, its registry and its truth")
    generate.add_argument("out", type=Path)
    generate.add_argument("--seed", type=int, default=1)
    generate.add_argument("--schools", type=int, default=300)
    generate.add_argument("--registry", type=int, default=5000, help="filings in the registry")
    generate.add_argument("--counties", type=int, default=1, help="more than one: a folder each")
    generate.add_argument("--county-workbooks", type=int, help="workbooks with a sheet per school")
    generate.add_argument("--registry-form", choices=("csv", "xlsx"), default="csv")
    generate.add_argument("--clean", action="store_true", help="no mess: the speed inbox")
    generate.add_argument("--mess", action="append", default=[], metavar="KIND=SHARE")
    score = commands.add_parser("score", help="compare a result with the truth")
    score.add_argument("out", type=Path)
    score.add_argument("result", type=Path)
    commands.add_parser("mess", help="list the kinds of mess")
    return parser


def _plan(arguments: argparse.Namespace) -> Plan:
    pairs = (text.partition("=") for text in arguments.mess)
    return Plan(
        arguments.seed, arguments.schools, arguments.registry, arguments.counties,
        arguments.county_workbooks, arguments.registry_form, arguments.clean,
        {name: float(share or 1) for name, _, share in pairs},
    )  # fmt: skip


def main() -> None:
    """Run one command."""
    arguments = _arguments().parse_args()
    if arguments.command == "generate":
        print(write_inbox(_plan(arguments), arguments.out))
    elif arguments.command == "score":
        print_score(arguments.out, arguments.result)
    else:
        for kind in MESS_KINDS:
            print(f"{kind.name:24}{kind.share:7.3f}  {kind.what}")


if __name__ == "__main__":
    main()
