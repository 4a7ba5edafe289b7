"""A child's own page: easy words, and nothing that says whose page it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.casework.channel_tables import AboutChannel, WrittenWords
from kraftsamling.casework.presenters.pictures import MINE, Picture, pictures
from kraftsamling.casework.presenters.words import day_words
from kraftsamling.casework.statuses import Topic
from kraftsamling.common.clock import day_of

SLUGS: Final = {
    "mote": Topic.MEETING,
    "bra": Topic.GOOD,
    "inte-bra": Topic.WORRY,
    "vill": Topic.DREAM,
}
NAMES: Final[dict[Topic, str | Promise]] = {
    Topic.MEETING: _lazy("Prepare a meeting"),
    Topic.GOOD: _lazy("This is good"),
    Topic.WORRY: _lazy("This is not good"),
    Topic.DREAM: _lazy("This is what I want"),
}
WHO_MAY_READ: Final[dict[str, str | Promise]] = {
    "ALL": _lazy("Your parents may not read this."),
    "SOME": _lazy("One of your parents may not read this. Ask your worker who."),
    "": _lazy("Your parents may read this, if they ask."),
}


@dataclass(frozen=True)
class Way:
    """One of four things to write about."""

    name: str
    picture: str
    url: str


@dataclass(frozen=True)
class Answer:
    """What was answered, and what was done."""

    reply: str
    what_we_did: str
    when: str


@dataclass(frozen=True)
class OwnWords:
    """What the child wrote, whether it has been read, who may, and the answers."""

    topic: str
    said: str
    when: str
    state: str
    who_may_read: str
    answers: Sequence[Answer]
    pictures: Sequence[Picture]


@dataclass(frozen=True)
class OwnPage:
    """The first page: who reads, four things to write about, and what was written before."""

    title: str
    lead: str
    readers: Sequence[str]
    ways: Sequence[Way]
    written: Sequence[OwnWords]
    leave_url: str
    shut_url: str

    @classmethod
    def of(cls, about: AboutChannel, written: Sequence[WrittenWords]) -> OwnPage:
        return cls(
            title=_("My page"),
            lead=_("Here you can write when you want. You decide what."),
            readers=readers(about),
            ways=[
                Way(str(NAMES[topic]), f"sida-{slug}", reverse("childs_page_write", args=[slug]))
                for slug, topic in SLUGS.items()
            ],
            written=_written(written),
            leave_url=reverse("childs_page_leave"),
            shut_url=reverse("childs_page"),
        )


def readers(about: AboutChannel) -> list[str]:
    """Who may read, in words that a child understands. Nothing is promised that is not so."""
    who = about.worker or _("The one who works with you")
    return [
        _(
            "%(who)s reads what you write, the same day when there is work. The boss may read it too."
        )
        % {"who": who},
        _(
            "Your parents do not see it here. We talk with you before we tell them anything, if we can."
        ),
        _(
            "If somebody hurts you or you are in danger we must help you. Then more adults get to know."
        ),
        _("If it is urgent: ring 112. You can ring Bris at 116 111, too."),
        _("The page can be opened until %(day)s.") % {"day": day_words(day_of(about.ends_at))},
    ]


def _written(rows: Sequence[WrittenWords]) -> list[OwnWords]:
    """The database gives one line for each answer."""
    answers: dict[object, list[Answer]] = {}
    for row in rows:
        here = answers.setdefault(row.id, [])
        if row.answered_at:
            here.append(
                Answer(row.reply or "", row.what_we_did or "", day_words(day_of(row.answered_at)))
            )
    first = {row.id: row for row in reversed(rows)}
    return [
        OwnWords(
            topic=str(NAMES[Topic(row.topic)]),
            said="\n".join(part for part in (row.chosen, row.words) if part),
            when=day_words(day_of(row.written_at)),
            state=_state(row.read_at, answered=bool(answers[row.id])),
            who_may_read=str(WHO_MAY_READ[row.kept_from]),
            answers=answers[row.id],
            pictures=_pictures(row),
        )
        for row in sorted(first.values(), key=lambda each: each.written_at, reverse=True)
    ]


def _pictures(row: WrittenWords) -> Sequence[Picture]:
    return pictures(
        row.pictures, lambda number: reverse("childs_page_picture", args=[row.id, number]), MINE
    )


def _state(read_at: datetime | None, *, answered: bool) -> str:
    if answered:
        return ""
    if read_at:
        return _("Read %(day)s. The answer comes here.") % {"day": day_words(day_of(read_at))}
    return _("Not read yet.")


@dataclass(frozen=True)
class WritePage:
    """One thing to write about, and the colours that one draws with, each with its name and class."""

    title: str
    lead: str
    colors: Sequence[tuple[str, str]]
    back_url: str
    leave_url: str
    shut_url: str

    @classmethod
    def of(cls, topic: Topic) -> WritePage:
        return cls(
            title=str(NAMES[topic]),
            lead=_("You can write a little or a lot. It does not have to be right."),
            colors=[
                (_("Black"), "svart"),
                (_("Blue"), "bla"),
                (_("Red"), "rod"),
                (_("Green"), "gron"),
                (_("Yellow"), "gul"),
            ],
            back_url=reverse("childs_page"),
            leave_url=reverse("childs_page_leave"),
            shut_url=reverse("childs_page"),
        )


@dataclass(frozen=True)
class ShutPage:
    """The page before the code is given, and after it has closed. It says the same to everybody."""

    title: str
    lead: str
    leave_url: str

    @classmethod
    def of(cls, lead: str) -> ShutPage:
        return cls(_("My page"), lead, reverse("childs_page_leave"))
