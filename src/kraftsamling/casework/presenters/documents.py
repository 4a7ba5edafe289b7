"""The documents of a case as pages: the list, one of them, and a letter before it is made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.casework.models import Case, CaseDocument
from kraftsamling.casework.presenters.letters import FIELD_WORDS
from kraftsamling.casework.presenters.words import day_words, full_name, path_to
from kraftsamling.casework.selectors.letters import Words
from kraftsamling.casework.statuses import Direction, LetterKind, Way
from kraftsamling.common import formats
from kraftsamling.common.clock import day_of
from kraftsamling.common.parts import Action, Cell, Column, Fact, Link, Row
from kraftsamling.organisations.filling_in import May
from kraftsamling.organisations.presenters.pages import FormPage, ListPage
from kraftsamling.organisations.presenters.people import settings_crumbs


def documents_page(
    case: Case, documents: Sequence[CaseDocument], *, may: May, today: date
) -> ListPage:
    """Everything that came in, was drawn up or went out, the latest first."""
    title = _("Documents and letters")
    verbs = []
    if may("send", "case_document"):
        verbs.append(Action(_("Write a letter"), reverse("letter_new", args=[case.pk])))
    if case.is_open and may("create", "case_document"):
        verbs.append(
            Action(_("Add a document"), reverse("document_new", args=[case.pk]), "secondary")
        )
    return ListPage(
        title=title,
        lead=_("Every document has its number in the register. What is opened here is logged."),
        breadcrumb=path_to(case, Link(title), today=today),
        columns=[
            Column(_("Document")),
            Column(_("Which way")),
            Column(_("Who")),
            Column(_("Day")),
        ],
        rows=[_row(each) for each in documents],
        nothing=_("No document yet. Letters that you write here, and what comes in, stand here."),
        verbs=verbs,
    )


def _row(document: CaseDocument) -> Row:
    return Row(
        [
            Cell(
                document.title,
                url=reverse("case_document", args=[document.pk]),
                sub=_("Register number %(number)s") % {"number": document.register_number},
            ),
            Cell(
                str(Direction(document.direction).label),
                sub=_("Not for custodians") if document.withheld else "",
            ),
            Cell(_who(document)),
            Cell(_when(document)),
        ]
    )


def _who(document: CaseDocument) -> str:
    if document.counterparty:
        return document.counterparty
    if document.to is not None:
        return full_name(document.to.person)
    return _("Whoever reported") if document.kind == LetterKind.FEEDBACK else "–"


def _when(document: CaseDocument) -> str:
    if document.received_on:
        return _("came in %(day)s") % {"day": day_words(document.received_on)}
    if document.sent_on:
        return _("sent %(day)s") % {"day": day_words(document.sent_on)}
    return _("not sent") if document.kind else day_words(day_of(document.registered_at))


@dataclass(frozen=True)
class DocumentPage:
    """One document: what it is, what it says when it is a letter of ours, and what can be done."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    facts: Sequence[Fact]
    recipient: Sequence[str]
    subject: str
    blocks: Sequence[Mapping[str, Any]]
    file_url: str
    print_url: str
    sent_url: str
    slip: str

    @classmethod
    def of(cls, document: CaseDocument, *, who: str, may: May, today: date) -> DocumentPage:
        case, letter = document.case, document.letter
        may_send = may("send", "case_document", document)
        waits = document.has_slip and document.printed_at is None
        return cls(
            title=document.title,
            lead=_lead(document),
            breadcrumb=path_to(
                case,
                Link(_("Documents and letters"), reverse("case_documents", args=[case.pk])),
                Link(document.title),
                today=today,
            ),
            facts=_facts(document, who),
            recipient=letter.get("recipient", ()),
            subject=letter.get("subject", ""),
            blocks=letter.get("blocks", ()),
            file_url=reverse("document_file", args=[document.pk]),
            print_url=reverse("letter_print", args=[document.pk]) if waits and may_send else "",
            sent_url=reverse("document_sent", args=[document.pk])
            if may_send and document.direction == Direction.DRAWN_UP
            else "",
            slip=_slip(document),
        )


def _lead(document: CaseDocument) -> str:
    if document.received_on:
        return _("Came in %(day)s.") % {"day": day_words(document.received_on)}
    if document.sent_on:
        return _("Sent %(day)s to %(who)s.") % {
            "day": day_words(document.sent_on),
            "who": _who(document),
        }
    return _("It is not written down that it has been sent.")


def _slip(document: CaseDocument) -> str:
    if not document.has_slip:
        return ""
    if document.printed_at is None:
        return _(
            "The letter carries a slip with three questions. It is printed once, and nobody keeps its code:"
            " nobody sees when or whether somebody answers."
        )
    return _(
        "The slip has been printed. Nobody keeps its code, so what you fetch here is the letter without it."
    )


def _facts(document: CaseDocument, who: str) -> list[Fact]:
    return [
        Fact(_("Register number"), document.register_number),
        Fact(_("Which way"), str(Direction(document.direction).label)),
        Fact(_("Who"), _who(document)),
        *([Fact(_("How"), str(Way(document.way).label))] if document.way else []),
        *([Fact(_("Custodians"), _("May not see it"))] if document.withheld else []),
        Fact(
            _("Put in the file"),
            _("%(day)s by %(who)s")
            % {"day": day_words(day_of(document.registered_at)), "who": who},
        ),
        Fact(
            _("File"),
            f"{document.file.name}, {formats.number(max(1, document.file.size // 1024))} kB",
        ),
    ]


@dataclass(frozen=True)
class PreviewPage:
    """A letter before it is made: as it will read, and what to look at."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    recipient: Sequence[str]
    subject: str
    blocks: Sequence[Mapping[str, Any]]
    warnings: Sequence[str]

    @classmethod
    def of(
        cls,
        case: Case,
        letter: Mapping[str, Any],
        recipient: Sequence[str],
        *,
        has_slip: bool,
        protected_to: bool,
        today: date,
    ) -> PreviewPage:
        warnings = []
        if case.is_protected and not protected_to:
            warnings.append(
                _(
                    "Somebody in the case has protected identity. Read the letter once more: nothing in it"
                    " may tell where that person is."
                )
            )
        if has_slip:
            warnings.append(
                _(
                    "The letter carries a slip with three questions. Everybody gets it after this event; you"
                    " choose nobody."
                )
            )
        return cls(
            title=_("Read the letter"),
            lead=_("Nothing is made yet. The letter gets its register number when you make it."),
            breadcrumb=path_to(case, Link(_("Write a letter")), today=today),
            recipient=recipient,
            subject=letter["subject"],
            blocks=letter["blocks"],
            warnings=warnings,
        )


def letter_words_page(own: Mapping[str, Any], *, may_change: bool) -> ListPage:
    """Every kind of letter with whose words it has."""
    title = _("Words of letters")
    return ListPage(
        title=title,
        lead=_("The letters of a case are written with these words, filled from the case."),
        breadcrumb=settings_crumbs(title),
        columns=[Column(_("Letter")), Column(_("Words"))],
        rows=[
            Row(
                [
                    Cell(
                        str(kind.label),
                        url=reverse("letter_words", args=[kind]) if may_change else "",
                    ),
                    Cell(_("Your own") if kind in own else _("The ones to begin with")),
                ]
            )
            for kind in LetterKind
        ],
    )


def letter_words_form(kind: LetterKind, words: Words) -> FormPage:
    """The page where a kind of letter gets its words."""
    title = str(kind.label)
    settings, here = settings_crumbs(title)
    return FormPage(
        title=title,
        lead=_("Write in plain words. A field in braces is filled from the case."),
        breadcrumb=[settings, Link(_("Words of letters"), reverse("letter_words_list")), here],
        verb=_("Save"),
        back_url=reverse("letter_words_list"),
    )


def field_facts() -> list[Fact]:
    """The fields that a letter can have."""
    return [Fact(f"{{{name}}}", str(words)) for name, words in FIELD_WORDS.items()]
