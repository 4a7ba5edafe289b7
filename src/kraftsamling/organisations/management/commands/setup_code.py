"""`kraftsamling manage setup_code`: the address of the first page of an empty installation."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from kraftsamling.organisations import setup_code
from kraftsamling.organisations.models import Authority


class Command(BaseCommand):
    help = (
        "Print the address where the first administrator starts. Works while there is no authority."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="say nothing if it is in use")

    def handle(self, *args: Any, if_empty: bool = False, **options: Any) -> None:
        if Authority.objects.exists():
            if if_empty:
                return
            raise CommandError("There is an authority already: log in and open Inställningar.")
        address = settings.BASE_URL.rstrip("/") + reverse("setup")
        query = urlencode({"kod": setup_code.new_code()})
        self.stdout.write("This installation is empty. Start here within 24 hours:")
        self.stdout.write(f"  {address}?{query}")
