"""`kraftsamling generate`: invented authorities with years of casework, for measuring and trying."""

from __future__ import annotations

from argparse import ArgumentParser
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kraftsamling.casework.generation import worlds
from kraftsamling.common import clock
from kraftsamling.organisations.models import Authority


class Command(BaseCommand):
    """Run as owner (`kraftsamling generate` sees to that)."""

    help = "Fill a demo database with invented casework, the same for the same seed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--authorities", type=int, default=1)
        parser.add_argument("--years", type=int, default=3)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--cases", type=int)
        parser.add_argument("--thin", action="store_true", help="about three events to a case")
        parser.add_argument(
            "--first", default="", help="slug of an authority that is there already"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = worlds.Wanted(
            options["authorities"], options["years"], options["seed"], options["cases"],
            options["thin"], options["first"],
        )  # fmt: skip
        began = monotonic()
        shown = 0.0

        def told(made: worlds.Made) -> None:
            nonlocal shown
            if monotonic() - shown >= 1:
                shown = monotonic()
                self.stdout.write(f"{made.cases:,} cases, {made.events:,} events …")

        try:
            made = worlds.make_world(wanted, now=clock.now(), told=told)
        except worlds.RealPeople as refused:
            raise CommandError(
                "Invented people are put in a demo only: the mode must be demo, and nobody may"
                f" work at a real authority ({refused}). Nothing was changed."
            ) from None
        except worlds.ThereAlready:
            raise CommandError(
                "This seed is there already. Choose another. Nothing was changed."
            ) from None
        except Authority.DoesNotExist:
            raise CommandError(f"No authority has the slug {wanted.slug!r}.") from None
        took = monotonic() - began
        self.stdout.write(
            f"{made.cases:,} cases with {made.events:,} events in {wanted.authorities} authorities:"
            f" {took:.1f} seconds, {made.cases / took:,.0f} cases a second."
        )
