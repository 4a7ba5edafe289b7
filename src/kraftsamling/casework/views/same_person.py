"""The same person in two registrations: found, compared, made one, and parted again."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kraftsamling.casework.forms.same_person import MergeForm, PartForm
from kraftsamling.casework.models import Person
from kraftsamling.casework.presenters.same_person import (
    PairPage,
    became_page,
    cases_to_choose,
    differing,
    doubles_page,
    part_page,
    since_words,
)
from kraftsamling.casework.selectors import same_person as selectors
from kraftsamling.casework.services import merging
from kraftsamling.casework.views.common import fill_in
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.filling_in import new_form


@access("person", "merge", key="person_id")
@require_safe
def same_person(request: GuardedRequest, person: Person) -> HttpResponse:
    """Who may be the same, and what has been made one with this person."""
    became = selectors.merge_of(person)
    if became:
        request.shown.persons([person.pk, became.kept_id])
        page = became_page(became)
    else:
        doubles = list(
            selectors.likely_doubles(person, request.actor, at=request.at)[: selectors.AT_MOST]
        )
        merges = selectors.merges_into(person)
        request.shown.persons([person.pk, *(each.pk for each in doubles)])
        part = selectors.part_of(person, request.actor, at=request.at)
        page = doubles_page(person, doubles, merges, part=part, today=request.today)
    return render(request, "casework/same_person.html", {"page": page})


@access("person", "merge", key="person_id")
def same_person_pair(request: GuardedRequest, person: Person, other_id: UUID) -> HttpResponse:
    """Two rows side by side, and the question whether they are one."""
    doubles = selectors.likely_doubles(person, request.actor, at=request.at)
    other = doubles.filter(pk=other_id).first()
    if other is None or person.merged_into_id:
        raise Http404
    request.shown.persons([person.pk, other.pk])
    cases = merging.open_of_same_kind(person, other)
    readable = selectors.readable_among(cases, request.actor, at=request.at)
    form = new_form(
        MergeForm,
        request,
        differs=differing(person, other),
        cases=cases_to_choose(cases, readable),
    )
    parts = (
        selectors.part_of(person, request.actor, at=request.at),
        selectors.part_of(other, request.actor, at=request.at),
    )
    page = PairPage.of(person, other, parts=parts, today=request.today)
    template = "casework/same_person_pair.html"
    try:
        return fill_in(
            request,
            form,
            page,
            partial(merging.ask_to_merge, kept=person, gone=other),
            template=template,
            then=reverse("same_person", args=[person.pk]),
            says=_("A second person has been asked."),
        )
    except merging.CannotMerge as hindered:
        form.add_error(None, str(hindered.why.label))
        return render(request, template, {"page": page, "form": form}, status=422)


@access("person", "merge", key="person_id")
def same_person_part(request: GuardedRequest, person: Person, merge_id: UUID) -> HttpResponse:
    """Two people after all: asked for with a reason, and confirmed by somebody else."""
    merges = {each.pk: each for each in selectors.merges_into(person) if each.parted_at is None}
    if merge_id not in merges:
        raise Http404
    merge = merges[merge_id]
    request.shown.persons([merge.kept_id, merge.gone_id])
    page = part_page(merge, since=merging.since(merge))
    form = new_form(PartForm, request)
    try:
        return fill_in(
            request,
            form,
            page,
            partial(merging.ask_to_part, merge=merge),
            then=reverse("same_person", args=[person.pk]),
            says=_("A second person has been asked."),
        )
    except merging.CannotPart as new:
        form.add_error(None, since_words(new.since))
    except merging.CannotMerge as hindered:
        form.add_error(None, str(hindered.why.label))
    return render(request, "casework/form.html", {"page": page, "form": form}, status=422)
