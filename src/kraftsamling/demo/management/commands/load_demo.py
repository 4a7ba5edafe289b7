"""`kraftsamling demo`: build the invented world, once or anew."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kraftsamling.common import clock
from kraftsamling.demo import build


class Command(BaseCommand):
    """Run as owner (`kraftsamling demo` sees to that)."""

    help = "Build the invented municipalities, with every date counted from today."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="do nothing when it is there")
        parser.add_argument("--reset", action="store_true", help="empty everything first")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["if_empty"] and build.is_built():
            return
        try:
            if options["reset"]:
                self.stdout.write("Emptying …")
                build.clear()
            build.build(now=clock.now(), say=self.stdout.write)
        except build.NotADemo:
            raise CommandError(
                "This installation is not a demo (KRAFTSAMLING_MODE). Nothing was changed."
            ) from None
        self.stdout.write("The demo is ready.")
