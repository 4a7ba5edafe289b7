"""`kraftsamling check-production` refuses each thing that must not meet real people."""

import base64
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from kraftsamling.config.checks import faults

SOURCE = Path(__file__).resolve().parents[3]
RANDOM = "".join(chr(ord("a") + n % 26) + str(n) for n in range(40))
GOOD_ENVIRONMENT = {
    "KRAFTSAMLING_MODE": "production",
    "SECRET_KEY": RANDOM,
    "KRAFTSAMLING_FIELD_KEYS": "7:" + base64.b64encode(bytes(range(32))).decode(),
    "KRAFTSAMLING_INDEX_KEY": "another secret of its own, and long enough",
    "ALLOWED_HOSTS": "kraftsamling.example.se",
    "DATABASE_URL": "postgresql://app:secret@db.example.se/kraftsamling?sslmode=verify-full",
}
DEMO_KEY = b"the demo's key, 32 bytes of it.."
GOOD = {
    "MODE": "production",
    "DEBUG": False,
    "SECRET_KEY": RANDOM,
    "UNSAFE_KEY": "unsafe",
    "UNSAFE_FIELD_KEYS": "1:" + base64.b64encode(DEMO_KEY).decode(),
    "FIELD_KEYS": {7: bytes(range(32))},
    "FIELD_INDEX_KEY": b"another secret",
    "ALLOWED_HOSTS": ["kraftsamling.example.se"],
    "DATABASES": {"default": {"HOST": "db.example.se"}},
    "DATABASE_OWNER_URL": "",
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
    "SECURE_HSTS_SECONDS": 31_536_000,
}


def sentences(**changes: object) -> list[str]:
    given = SimpleNamespace(**(GOOD | changes))
    return [sentence for _, is_wrong, sentence in faults(given) if is_wrong]


def test_nothing_is_wrong_with_good_settings() -> None:
    assert sentences() == []


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"MODE": "demo"}, "set KRAFTSAMLING_MODE=production"),
        ({"DEBUG": True}, "remove DEBUG"),
        ({"SECRET_KEY": "short"}, "set SECRET_KEY"),
        ({"SECRET_KEY": RANDOM, "UNSAFE_KEY": RANDOM}, "set SECRET_KEY"),
        ({"FIELD_KEYS": {7: bytes(32), 1: DEMO_KEY}}, "set KRAFTSAMLING_FIELD_KEYS"),
        ({"FIELD_INDEX_KEY": b"unsafe"}, "set KRAFTSAMLING_INDEX_KEY"),
        ({"FIELD_INDEX_KEY": RANDOM.encode()}, "set KRAFTSAMLING_INDEX_KEY"),
        ({"ALLOWED_HOSTS": ["a.se", "*"]}, "set ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": []}, "set ALLOWED_HOSTS"),
        ({"DATABASES": {"default": {"HOST": ""}}}, "set DATABASE_URL"),
        ({"DATABASES": {"default": {"HOST": "/tmp/kraftsamling-0123"}}}, "set DATABASE_URL"),  # noqa: S108
        ({"DATABASE_OWNER_URL": "postgresql://owner@db/x"}, "DATABASE_OWNER_URL is set here"),
        ({"SESSION_COOKIE_SECURE": False}, "set SESSION_COOKIE_SECURE"),
        ({"CSRF_COOKIE_SECURE": False}, "set SESSION_COOKIE_SECURE and CSRF_COOKIE_SECURE"),
        ({"SECURE_HSTS_SECONDS": 0}, "set SECURE_HSTS_SECONDS"),
    ],
)
def test_each_fault_is_said_in_one_sentence(changes: dict[str, object], part: str) -> None:
    found = sentences(**changes)

    assert len(found) == 1
    assert part in found[0]


def check(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """In a process of its own, because settings are read once."""
    return subprocess.run(
        [sys.executable, "-m", "kraftsamling.config.cli", "check-production"],
        env={"PATH": os.defpath, "PYTHONPATH": str(SOURCE), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_passes_a_good_environment() -> None:
    answer = check(GOOD_ENVIRONMENT)

    assert answer.returncode == 0, answer.stderr


def test_the_command_refuses_the_demo_and_says_every_reason() -> None:
    answer = check({"DEBUG": "1", "ALLOWED_HOSTS": "*"})

    assert answer.returncode == 1
    for variable in (
        *("KRAFTSAMLING_MODE", "SECRET_KEY", "KRAFTSAMLING_FIELD_KEYS", "KRAFTSAMLING_INDEX_KEY"),
        *("DATABASE_URL", "ALLOWED_HOSTS", "SESSION_COOKIE_SECURE", "SECURE_HSTS_SECONDS"),
    ):
        assert f"set {variable}" in answer.stderr


def test_the_command_never_shows_a_secret() -> None:
    secret = "short-but-secret"

    answer = check(GOOD_ENVIRONMENT | {"SECRET_KEY": secret, "KRAFTSAMLING_INDEX_KEY": secret})

    assert answer.returncode == 1
    assert secret not in answer.stdout + answer.stderr
