"""Documents of a case: the list, letters, attachments, and what the register says of each."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from kraftsamling.casework.forms.letters import AttachmentForm, LetterForm, SentForm
from kraftsamling.casework.models import Case, CaseDocument
from kraftsamling.casework.presenters import documents as shown
from kraftsamling.casework.presenters import letters as words_of_letters
from kraftsamling.casework.presenters.form_page import FormPage
from kraftsamling.casework.presenters.words import full_name
from kraftsamling.casework.rules.clocks import APPEAL
from kraftsamling.casework.selectors import letters as found
from kraftsamling.casework.selectors.investigations import people_of
from kraftsamling.casework.selectors.reports import latest
from kraftsamling.casework.services import documents, letters
from kraftsamling.casework.services.deadlines import rules_for
from kraftsamling.casework.services.trail import CaseClosed
from kraftsamling.casework.statuses import OFFICIAL_REPORTERS, LetterKind, Way
from kraftsamling.casework.views.beside import record_here
from kraftsamling.casework.views.common import closed_words, fill_in, shows
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.documents.views import as_attachment
from kraftsamling.organisations.filling_in import may_of, new_form
from kraftsamling.organisations.selectors import authority_of, membership_of, names_of_memberships

CHANGE, MAKE = "change", "make"


@access("case_document", "read")
@record_here
@require_safe
def document_list(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """What came in, was drawn up and went out."""
    case = found.case_for_documents(request.actor, case_id, "read", at=request.at)
    shows(request, case)
    page = shown.documents_page(
        case, found.documents_of(case), may=may_of(request), today=request.today
    )
    return render(request, "organisations/list_page.html", {"page": page})


@access("case_document", "read", key="document_id")
@record_here
@require_safe
def document(request: GuardedRequest, document: CaseDocument) -> HttpResponse:
    """One document."""
    shows(request, document.case)
    who = names_of_memberships([document.registered_by]).get(document.registered_by, "–")
    page = shown.DocumentPage.of(document, who=who, may=may_of(request), today=request.today)
    return render(request, "casework/document.html", {"page": page})


@access("case_document", "read", key="document_id")
@record_here
@require_safe
def document_file(request: GuardedRequest, document: CaseDocument) -> HttpResponse:
    """The bytes, to save: never drawn inside a page."""
    shows(request, document.case)
    return as_attachment(
        documents.content_of(document),
        name=document.file.name,
        content_type=document.file.content_type,
    )


@access("case_document", "create")
@record_here
def document_new(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """Put in the file what has come, or was drawn up elsewhere."""
    case = found.case_for_documents(request.actor, case_id, "create", at=request.at)
    shows(request, case)
    form = AttachmentForm(request.POST or None, request.FILES or None, today=request.today)
    return fill_in(
        request,
        form,
        FormPage.about(
            case,
            _("Add a document"),
            today=request.today,
            button=_("Put it in the file"),
            lead=_("It gets its number in the register, and is kept as it is."),
        ),
        partial(documents.take_in, case=case),
        then=reverse("case_documents", args=[case.pk]),
        says=_("The document is in the file."),
        stays={CaseClosed: closed_words()},
    )


@access("case_document", "send", key="document_id")
@record_here
def document_sent(request: GuardedRequest, document: CaseDocument) -> HttpResponse:
    """Write down that it has been sent: when, how and to whom."""
    shows(request, document.case)
    initial = {
        "sent_on": document.sent_on or request.today,
        "way": document.way,
        "counterparty": document.counterparty
        or (full_name(document.to.person) if document.to else ""),
        "version": document.version,
    }
    return fill_in(
        request,
        new_form(SentForm, request, initial=initial),
        FormPage.about(document.case, _("It has been sent"), today=request.today, button=_("Save")),
        partial(documents.keep_sent, document=document),
        then=reverse("case_document", args=[document.pk]),
        says=_("It is written down."),
    )


@access("case_document", "send")
@record_here
def letter_new(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """Choose a letter and whom it goes to, read it, and make it."""
    case = found.case_for_documents(request.actor, case_id, "send", at=request.at)
    shows(request, case)
    report = latest(case)
    form = new_form(
        LetterForm,
        request,
        people=people_of(case),
        reporter=report is not None and report.reporter_kind in OFFICIAL_REPORTERS,
        initial={"kind": request.GET.get("brev", "")},
    )
    page = FormPage.about(
        case,
        _("Write a letter"),
        today=request.today,
        button=_("Read it before it is made"),
        lead=_("The words are your authority's. The case fills in the rest."),
    )
    if request.method == "POST" and form.is_valid() and request.POST.get("act") != CHANGE:
        try:
            return _previewed_or_made(request, case, form)
        except letters.LetterHasHoles as holes:
            form.add_error("kind", words_of_letters.holes_words(holes.unknown, holes.empty))
        except letters.NotByPost:
            form.add_error("way", _("A letter to somebody protected goes by hand or is forwarded."))
    status = HTTPStatus.OK
    if form.is_bound and not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "casework/form.html", {"page": page, "form": form}, status=status)


def _previewed_or_made(request: GuardedRequest, case: Case, form: LetterForm) -> HttpResponse:
    data, to = form.cleaned_data, form.recipient
    kind, way = LetterKind(data["kind"]), Way(data["way"])
    facts = found.facts_for(case, kind, to)
    authority = authority_of(request.actor)
    worker = membership_of(request.actor)
    words = found.words_of(case.authority_id, kind)
    values = words_of_letters.values_of(
        facts,
        to,
        words_of_letters.Typed(
            data["message"],
            data["meeting_on"],
            f"kl. {data['meeting_at']:%H.%M}" if data["meeting_at"] else "",
            data["meeting_place"],
        ),
        authority=authority,
        worker=worker,
        appeal=rules_for([APPEAL], case.authority_id, on=request.today)[APPEAL],
        now=request.now,
    )
    frame = words_of_letters.frame_of(case, to, authority=authority, worker=worker, now=request.now)
    if request.POST.get("act") == MAKE:
        made = letters.make_letter(
            facts=facts,
            by=request.actor,
            at=request.now,
            key=data["idempotency_key"],
            kind=kind,
            to=to,
            way=way,
            words=words,
            values=values,
            frame=frame,
            draw=words_of_letters.letter_pdf,
            withheld=data["withheld"],
        )
        messages.success(request, _("The letter is made, and lies in the file."))
        return redirect("case_document", made.pk)
    page = shown.PreviewPage.of(
        case,
        letters.written(kind, words, values),
        frame["recipient"],
        has_slip=letters.carries_slip(kind, to, way=way, about=facts.about, today=request.today),
        protected_to=to is not None and to.person.is_protected,
        today=request.today,
    )
    return render(request, "casework/letter_preview.html", {"page": page, "form": form})


@access("case_document", "send", key="document_id")
@record_here
@require_POST
def letter_print(request: GuardedRequest, document: CaseDocument) -> HttpResponse:
    """The letter to send, with its slip: once."""
    shows(request, document.case)
    with override("sv"):
        address = request.build_absolute_uri(reverse("survey_start"))
        place = authority_of(request.actor).short_name
        draw = partial(
            words_of_letters.letter_with_slip, address=address, place=place, today=request.today
        )
        try:
            pdf = letters.print_with_slip(
                document=document, by=request.actor, at=request.now, draw=draw
            )
        except letters.AlreadyPrinted:
            messages.warning(
                request,
                _(
                    "The slip has been printed. Nobody keeps its code. Fetch the letter without it, and lay"
                    " one of the unit's printed slips beside it if the first is lost."
                ),
            )
            return redirect("case_document", document.pk)
    return as_attachment(pdf, name=document.file.name, content_type=document.file.content_type)
