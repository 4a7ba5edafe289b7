"""The one command that is installed: `kraftsamling`. Here is what it understands."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from kraftsamling.config.commands import archives, production, serve, worlds
from kraftsamling.config.commands.database import DEFAULT_DATA, database, django, django_code
from kraftsamling.config.commands.errors import CommandRefused
from kraftsamling.config.embedded import ServerCannotRun
from kraftsamling.config.env import EnvironmentIsWrong, env_int, env_path
from kraftsamling.config.say import complain, say

ABOUT: Final = (
    "Runs and looks after Kraftsamling. Without DATABASE_URL it uses a database of its own in the "
    "data folder (for demo and tests only)."
)


def main(arguments: Sequence[str] | None = None) -> int:
    try:
        asked = _parser().parse_args(arguments)
        code: int = asked.run(asked)
    except (CommandRefused, EnvironmentIsWrong, ServerCannotRun) as refusal:
        complain(str(refusal))
        return 1
    except KeyboardInterrupt:
        complain("Interrupted.")
        return 130
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kraftsamling", description=ABOUT)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--data",
        type=_folder,
        default=env_path("KRAFTSAMLING_DATA", DEFAULT_DATA),
        metavar="FOLDER",
        help="folder for the database and mail of this installation (default: %(default)s, "
        "or KRAFTSAMLING_DATA)",
    )

    def command(name: str, help: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=help, description=help, parents=[common])

    _add_serve(command("serve", "start web server and worker, and the database if it is our own"))

    worker = command("worker", "start only the worker, which does the jobs in the background")
    worker.set_defaults(run=lambda asked: serve.work(asked.data))

    migrate = command("migrate", "bring the database's tables to this version")
    migrate.set_defaults(run=_migrate)

    demo = command("demo", "load the invented people and authorities of the demo")
    demo.add_argument("--reset", action="store_true", help="remove what is there and start anew")
    demo.set_defaults(run=_demo)

    worlds.add_generate(command("generate", "fill a demo with invented authorities and casework"))

    archives.add_backup(command("backup", "write the whole database into one file"))
    archives.add_restore(command("restore", "fill an empty installation from a backup"))

    check = command("check-production", "say what speaks against running this for real people")
    check.set_defaults(run=lambda _: production.check_production())

    manage = command("manage", "run one of Django's own commands, for those who know Django")
    manage.add_argument("--owner", action="store_true", help="as the role that owns the tables")
    manage.add_argument("arguments", nargs=argparse.REMAINDER, metavar="…")
    manage.set_defaults(run=_manage)
    return parser


def _add_serve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to serve (%(default)s)")
    parser.add_argument(
        "--port",
        type=_port,
        default=env_int("KRAFTSAMLING_PORT", 8000, least=1, most=65535),
        help="port to serve (default: %(default)s, or KRAFTSAMLING_PORT)",
    )
    parser.add_argument(
        "--processes", type=int, default=1, metavar="N", help="web processes (%(default)s)"
    )
    parser.add_argument("--no-worker", action="store_true", help="leave background jobs to others")
    parser.add_argument(
        "--migrate",
        action="store_true",
        help="bring the tables to this version first (always done with a database of our own)",
    )
    parser.add_argument(
        "--demo", action="store_true", help="load the demo first, if it is not there"
    )
    parser.set_defaults(run=_serve)


def _serve(asked: argparse.Namespace) -> int:
    return serve.serve(
        serve.Serving(
            host=asked.host,
            port=asked.port,
            data=asked.data,
            processes=asked.processes,
            worker=not asked.no_worker,
            migrate=asked.migrate,
            demo=asked.demo,
        )
    )


def _migrate(asked: argparse.Namespace) -> int:
    with database(asked.data) as where:
        serve.migrate(where)
    say("The tables are up to date.")
    return 0


def _demo(asked: argparse.Namespace) -> int:
    with database(asked.data) as where:
        if where.embedded:
            serve.migrate(where)
        django(where.owners_environment(), "load_demo", *(["--reset"] if asked.reset else []))
    return 0


def _manage(asked: argparse.Namespace) -> int:
    with database(asked.data) as where:
        environment = where.owners_environment() if asked.owner else where.environment()
        return django_code(environment, asked.arguments)


def _folder(text: str) -> Path:
    return Path(text).expanduser().absolute()


def _port(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port: a number from 1 to 65535")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
