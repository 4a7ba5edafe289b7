"""The settings of casework: who decides what, the headings, the law's times, and the set to begin with."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kraftsamling.casework.forms.letters import LetterWordsForm
from kraftsamling.casework.forms.settings import (
    DelegationForm,
    HeadingForm,
    LegalRuleForm,
    NewHeadingForm,
)
from kraftsamling.casework.models import InvestigationHeading
from kraftsamling.casework.presenters import settings as shown
from kraftsamling.casework.presenters.documents import (
    field_facts,
    letter_words_form,
    letter_words_page,
)
from kraftsamling.casework.presenters.letters import holes_words
from kraftsamling.casework.presenters.start_set import StartSetPage
from kraftsamling.casework.rules.legal_rules import CATALOGUE
from kraftsamling.casework.selectors import settings as found
from kraftsamling.casework.selectors.letters import own_words, words_of
from kraftsamling.casework.services import delegation, headings, legal_rules, letters, setting_up
from kraftsamling.casework.statuses import DecisionType, LetterKind
from kraftsamling.casework.views.common import end_or_take_up
from kraftsamling.common.locking import StaleVersion
from kraftsamling.confidentiality.door import GuardedRequest, access, may_open
from kraftsamling.organisations.filling_in import fill_in, last_changed_by, new_form, when

LIST = "organisations/list_page.html"
FORM = "casework/settings_form.html"


def _too_early() -> str:
    return _("It can hold from today at the earliest.")


@access("delegation_rule", "list")
@require_safe
def delegation_list(request: GuardedRequest) -> HttpResponse:
    """Who makes each type of decision."""
    orders = found.orders_of(request.actor, at=request.at)
    may = may_open(request.actor, reverse("start_set"), at=request.at)
    page = shown.delegation_page(orders, may_change=may, today=request.today)
    return render(request, LIST, {"page": page})


@access("delegation_rule", "update")
def delegation_rule(request: GuardedRequest, decision_type: str) -> HttpResponse:
    """Write who makes one type of decision, from a day."""
    if decision_type not in DecisionType:
        raise Http404
    kind = DecisionType(decision_type)
    orders = found.orders_of(request.actor, at=request.at)[kind]
    now = next((each for each in orders if each.holds_on(request.today)), None)
    initial = DelegationForm.initial_of(now.rules if now else [], today=request.today)
    can = delegation.roles_that_can(kind)
    return fill_in(
        request,
        new_form(DelegationForm, request, can=can, initial=initial),
        shown.delegation_form(kind),
        partial(delegation.decide_order, decision_type=kind),
        template=FORM,
        then=reverse("delegation"),
        says=_("The order is stored, with its source."),
        stays={delegation.BeginsInThePast: _too_early()},
        columns=shown.order_columns(),
        history=shown.order_history(orders),
    )


@access("investigation_heading", "list")
@require_safe
def heading_list(request: GuardedRequest) -> HttpResponse:
    """The headings in their order."""
    rows = found.headings_of(request.actor, at=request.at)
    may = may_open(request.actor, reverse("heading_new"), at=request.at)
    return render(request, LIST, {"page": shown.headings_page(rows, may_change=may)})


@access("investigation_heading", "update")
def heading_new(request: GuardedRequest) -> HttpResponse:
    """Add a heading."""
    in_use = [
        each for each in found.headings_of(request.actor, at=request.at) if each.retired_on is None
    ]
    return fill_in(
        request,
        new_form(NewHeadingForm, request, initial={"position": len(in_use) + 1}),
        shown.heading_form(_("Add a heading"), verb=_("Add")),
        headings.add_heading,
        template=FORM,
        then=reverse("headings"),
        says=_("The heading is added."),
        stays=_heading_refusals(),
    )


def _heading_refusals() -> dict[type[Exception], str]:
    return {headings.HeadingInUse: _("There is a heading with those words already.")}


@access("investigation_heading", "update", key="heading_id")
def heading(request: GuardedRequest, heading: InvestigationHeading) -> HttpResponse:
    """Change a heading, end it, or take up one that was ended."""
    return fill_in(
        request,
        new_form(HeadingForm, request, initial=HeadingForm.initial_of(heading)),
        shown.heading_form(heading.words, verb=_("Save")),
        partial(headings.change_heading, heading=heading),
        template="casework/heading.html",
        then=reverse("headings"),
        says=_("The heading is changed."),
        stays=_heading_refusals(),
        heading=heading,
    )


@access("investigation_heading", "update", key="heading_id")
@require_POST
def heading_end(request: GuardedRequest, heading: InvestigationHeading) -> HttpResponse:
    """New investigations do without it, or use it again."""
    is_ended = heading.retired_on is not None
    end_or_take_up(
        request,
        headings.take_up_heading if is_ended else headings.end_heading,
        says=_("The heading is in use again.")
        if is_ended
        else _("The heading is ended. What is written under it stays."),
        refusals=_heading_refusals(),
        heading=heading,
    )
    return redirect("headings")


@access("legal_rule", "list")
@require_safe
def legal_rule_list(request: GuardedRequest) -> HttpResponse:
    """Every time of the law."""
    own = found.decided_times(request.actor, at=request.at)
    may = may_open(request.actor, reverse("legal_rule", args=["investigation_due"]), at=request.at)
    page = shown.legal_rules_page(own, may_change=may, today=request.today)
    return render(request, LIST, {"page": page})


@access("legal_rule", "update")
def legal_rule(request: GuardedRequest, rule_code: str) -> HttpResponse:
    """Write how long one time is, and who has read it where."""
    rule = CATALOGUE.get(rule_code)
    if rule is None:
        raise Http404
    own = found.decided_times(request.actor, at=request.at).get(rule_code, [])
    now = shown.in_force(own, today=request.today)
    initial = LegalRuleForm.initial_of(rule, now, today=request.today)
    return fill_in(
        request,
        new_form(LegalRuleForm, request, initial=initial),
        shown.legal_rule_form(rule_code),
        partial(legal_rules.decide_time, code=rule_code),
        template=FORM,
        then=reverse("legal_rules"),
        says=_("The time is stored, with its source."),
        stays={
            legal_rules.BeginsInThePast: _too_early(),
            legal_rules.LengthAndCounting: _(
                "The length does not go with how it is counted. The same day is 0, everything else at least"
                " 1, and an age is counted in years."
            ),
        },
        columns=shown.time_columns(),
        history=shown.time_history(rule, own),
    )


@access("letter_template", "list")
@require_safe
def letter_words_list(request: GuardedRequest) -> HttpResponse:
    """The kinds of letters, and whose words they have."""
    assert request.actor.authority_id is not None
    may = may_open(request.actor, reverse("letter_words", args=["DECISION"]), at=request.at)
    own = own_words(request.actor.authority_id)
    return render(request, LIST, {"page": letter_words_page(own, may_change=may)})


@access("letter_template", "update")
def letter_words(request: GuardedRequest, letter_kind: str) -> HttpResponse:
    """Write the words of one kind of letter."""
    if letter_kind not in LetterKind:
        raise Http404
    kind = LetterKind(letter_kind)
    assert request.actor.authority_id is not None
    words = words_of(request.actor.authority_id, kind)
    version = words.own.version if words.own else 0
    initial = {"subject": words.subject, "body": words.body, "version": version}
    form = new_form(LetterWordsForm, request, initial=initial)
    context = {"page": letter_words_form(kind, words), "form": form, "fields": field_facts()}
    if request.method == "POST" and form.is_valid():
        try:
            letters.word_letter(
                kind=kind, own=words.own, by=request.actor, at=request.now, **form.described
            )
        except letters.LetterHasHoles as holes:
            form.add_error("body", holes_words(holes.unknown, holes.empty))
        except StaleVersion as stale:
            row: Any = stale.row
            who, moment = last_changed_by(row)
            context["conflict"] = form.conflict_with(
                {"subject": row.subject, "body": row.body},
                version=row.version,
                who=who or _("Somebody else"),
                when=when(moment, today=request.today),
            )
        else:
            messages.success(request, _("The words are stored. The next letter has them."))
            return redirect("letter_words_list")
    status = 409 if "conflict" in context else 422 if form.is_bound else 200
    return render(request, "casework/letter_words.html", context, status=status)


@access("delegation_rule", "update")
def start_set(request: GuardedRequest) -> HttpResponse:
    """The set to begin with: looked through, and taken with one button."""
    assert request.actor.authority_id is not None
    if request.method == "POST":
        setting_up.give_start_set(request.actor.authority_id, valid_from=request.today)
        messages.success(
            request, _("The start set is yours now. Change what is different with you.")
        )
        return redirect("delegation")
    page = StartSetPage.of(
        setting_up.start_set(),
        taken=found.has_order_and_headings(request.actor.authority_id),
    )
    return render(request, "casework/start_set.html", {"page": page})
