"""What must be right before real people are in the database; part of Django's `check --deploy`."""

import base64
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Any, Final

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

SHORTEST_KEY: Final = 50


@register(Tags.security, deploy=True)
def ready_for_real_people(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Each fault as a sentence that says what to set."""
    return [
        Error(sentence, id=f"kraftsamling.P{number:03}")
        for number, is_wrong, sentence in faults(settings)
        if is_wrong
    ]


def faults(given: Any) -> Iterator[tuple[int, bool, str]]:
    """Number, whether it is so, and the sentence. A number stays: it can be silenced by it."""
    yield (
        1,
        given.MODE != "production",
        f"The mode is {given.MODE!r}: set KRAFTSAMLING_MODE=production.",
    )
    yield 2, bool(given.DEBUG), "DEBUG is on and shows secrets on error pages: remove DEBUG."
    yield (
        3,
        given.SECRET_KEY == given.UNSAFE_KEY or len(given.SECRET_KEY) < SHORTEST_KEY,
        "SECRET_KEY is the one of the demo or too short: set SECRET_KEY (or SECRET_KEY_FILE) to at "
        f"least {SHORTEST_KEY} random characters.",
    )
    demo_key = base64.b64decode(given.UNSAFE_FIELD_KEYS.partition(":")[2])
    yield (
        4,
        demo_key in given.FIELD_KEYS.values(),
        "The keys of the encrypted fields are those of the demo, which everyone can read: set "
        "KRAFTSAMLING_FIELD_KEYS (or KRAFTSAMLING_FIELD_KEYS_FILE) to id:base64 of 32 random "
        "bytes.",
    )
    yield (
        5,
        given.FIELD_INDEX_KEY in {given.UNSAFE_KEY.encode(), given.SECRET_KEY.encode()},
        "The key of the search index over encrypted fields is the demo's or SECRET_KEY itself: "
        "set KRAFTSAMLING_INDEX_KEY (or KRAFTSAMLING_INDEX_KEY_FILE) to a secret of its own.",
    )
    yield (
        6,
        not given.ALLOWED_HOSTS or any("*" in host for host in given.ALLOWED_HOSTS),
        "ALLOWED_HOSTS must name the hosts, without *: set ALLOWED_HOSTS=vard.example.se, say.",
    )
    yield (
        7,
        _is_embedded(given.DATABASES["default"]),
        "The database is the embedded one, which is for demo and tests: set DATABASE_URL to a "
        "PostgreSQL server with backups.",
    )
    yield (
        8,
        bool(given.DATABASE_OWNER_URL),
        "DATABASE_OWNER_URL is set here, where web processes would inherit it: give it only to the "
        "commands that migrate, back up and restore.",
    )
    yield (
        9,
        not (given.SESSION_COOKIE_SECURE and given.CSRF_COOKIE_SECURE),
        "Cookies may travel without TLS: set SESSION_COOKIE_SECURE and CSRF_COOKIE_SECURE.",
    )
    yield (
        10,
        not given.SECURE_HSTS_SECONDS,
        "Browsers are not told to use TLS only: set SECURE_HSTS_SECONDS.",
    )


def _is_embedded(database: dict[str, Any]) -> bool:
    """No address at all, or the socket folder that the embedded server makes."""
    host = str(database.get("HOST") or "")
    return not host or PurePath(host).name.startswith("kraftsamling-")
