"""What the demo's pages read."""

from __future__ import annotations

from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Final

from django.conf import settings

from kraftsamling.demo.models import DemoRun

NEWEST: Final = 20


@dataclass(frozen=True)
class SentMail:
    """A mail as the demo's file backend stored it."""

    to: str
    subject: str
    body: str
    date: str


def sent_mail() -> list[SentMail]:
    """The newest mails, newest first. One file holds one connection's mails, divided by dashes."""
    folder = Path(settings.EMAIL_FILE_PATH)
    files = sorted(folder.glob("*.log"), reverse=True) if folder.is_dir() else []
    mails: list[SentMail] = []
    for file in files:
        parts = file.read_bytes().split(b"-" * 79)
        mails += [_mail(part) for part in reversed(parts) if part.strip()]
        if len(mails) >= NEWEST:
            break
    return mails[:NEWEST]


def _mail(raw: bytes) -> SentMail:
    message = message_from_bytes(raw.lstrip(b"\n"), policy=policy.default)
    assert isinstance(message, EmailMessage)
    body = message.get_body(preferencelist=("plain",))
    return SentMail(
        to=str(message["To"]),
        subject=str(message["Subject"]),
        body=str(body.get_content()).strip() if body else "",
        date=str(message["Date"]),
    )


def latest_run() -> DemoRun | None:
    """When the world that one sees was built."""
    return DemoRun.objects.order_by("-built_at").first()
