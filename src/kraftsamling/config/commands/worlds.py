"""`kraftsamling generate`: invented authorities with years of casework, for measuring and trying."""

import argparse

from kraftsamling.config.commands.database import database, django
from kraftsamling.config.commands.serve import migrate


def add_generate(parser: argparse.ArgumentParser) -> None:
    """The same numbers and the same seed make the same world."""
    parser.add_argument("--authorities", type=_number, default=1, metavar="N")
    parser.add_argument("--years", type=_number, default=3, metavar="Y")
    parser.add_argument("--seed", type=_number, default=1, metavar="S")
    parser.add_argument("--cases", type=_number, metavar="C", help="in all (default: by the years)")
    parser.add_argument(
        "--thin", action="store_true", help="only what lists read: about three events to a case"
    )
    parser.add_argument(
        "--first", default="", metavar="SLUG", help="an invented authority that is there already"
    )
    parser.set_defaults(run=generate)


def generate(asked: argparse.Namespace) -> int:
    """Refuses, by the command below it, where anybody real may be."""
    with database(asked.data) as where:
        if where.embedded:
            migrate(where)
        arguments = [
            f"--{name}={getattr(asked, name)}" for name in ("authorities", "years", "seed")
        ]
        if asked.cases:
            arguments.append(f"--cases={asked.cases}")
        if asked.thin:
            arguments.append("--thin")
        if asked.first:
            arguments.append(f"--first={asked.first}")
        django(where.owners_environment(), "generate_world", *arguments)
    return 0


def _number(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 upwards")
    return int(text)
