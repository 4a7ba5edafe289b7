"""Meetings of a case, and the file for one's own calendar."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kraftsamling.casework.forms.meetings import ChangeMeetingForm, NewMeetingForm
from kraftsamling.casework.models import Case, JointHandling, Meeting
from kraftsamling.casework.presenters.form_page import FormPage
from kraftsamling.casework.presenters.meetings import MeetingPage, MeetingsPage, names_at
from kraftsamling.casework.rules.calendar_file import calendar_file
from kraftsamling.casework.selectors.adults import joint_for, own_side
from kraftsamling.casework.selectors.meetings import meetings_in, people_to_meet
from kraftsamling.casework.services import meetings
from kraftsamling.casework.services.trail import CaseClosed
from kraftsamling.casework.statuses import MeetingKind
from kraftsamling.casework.views.beside import record_here
from kraftsamling.casework.views.common import case_to, closed_words, fill_in, shows
from kraftsamling.common.clock import STOCKHOLM
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.filling_in import may_of, new_form


def _there(meeting: Meeting) -> str:
    return reverse("meeting", args=[meeting.pk])


@access("meeting", "list")
@record_here
@require_safe
def case_meetings(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """The meetings of one case."""
    case = case_to(request, case_id, "read")
    page = MeetingsPage.of(
        case,
        meetings_in(request.actor, case, at=request.at),
        may=may_of(request),
        now=request.now,
    )
    return render(request, "casework/meetings.html", {"page": page})


@access("meeting", "create")
@record_here
def meeting_new(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """Call a meeting; with a joint handling both units have it."""
    case = case_to(request, case_id)
    link = _link(request, case)
    form = new_form(
        NewMeetingForm,
        request,
        family=people_to_meet(case),
        initial={"kind": MeetingKind.JOINT} if link else {},
    )
    return fill_in(
        request,
        form,
        FormPage.about(
            case,
            _("Book a meeting"),
            today=request.today,
            lead=_("The meeting stands in the other unit's case too.") if link else "",
        ),
        partial(meetings.call_meeting, case=case, joint=link),
        then=_there,
        says=_("The meeting is booked."),
        stays={
            meetings.NotTogether: _("Joint handling has ended. Book a meeting of your own."),
            CaseClosed: closed_words(),
        },
    )


def _link(request: GuardedRequest, case: Case) -> JointHandling | None:
    """The joint handling that the address names. Http404 for one that is not of this case."""
    text = request.GET.get("tillsammans", "")
    if not text:
        return None
    try:
        row = joint_for(request.actor, UUID(text), "update", at=request.at)
    except ValueError as wrong:
        raise Http404 from wrong
    if case.pk not in (row.adult_case_id, row.child_case_id):
        raise Http404
    return row


def _own_case(request: GuardedRequest, meeting: Meeting) -> Case:
    """The case by which the reader has the meeting: the meeting's own, or the other side of its link."""
    may = may_of(request)
    if may("read", "case", meeting.case):
        return meeting.case
    if meeting.joint is None:
        raise Http404
    return own_side(request.actor, meeting.joint, at=request.at)


@access("meeting", "read", key="meeting_id")
@record_here
@require_safe
def meeting(request: GuardedRequest, meeting: Meeting) -> HttpResponse:
    """One meeting."""
    own = _own_case(request, meeting)
    shows(request, meeting.case)
    people = names_at(meeting)
    page = MeetingPage.of(meeting, people, own=own, may=may_of(request), now=request.now)
    return render(request, "casework/meeting.html", {"page": page})


@access("meeting", "update", key="meeting_id")
@record_here
def meeting_change(request: GuardedRequest, meeting: Meeting) -> HttpResponse:
    """Another time, room or company."""
    case = case_to(request, meeting.case_id)
    if meeting.cancelled_at:
        raise Http404
    starts, ends = (each.astimezone(STOCKHOLM) for each in (meeting.starts_at, meeting.ends_at))
    form = ChangeMeetingForm(
        request.POST or None,
        today=request.today,
        family=people_to_meet(case),
        initial={
            **ChangeMeetingForm.beginning(starts, ends),
            "kind": meeting.kind,
            "room": meeting.room,
            "people": [str(each.who_id) for each in meeting.people.all()],
            "family_told_on": meeting.family_told_on,
            "version": meeting.version,
        },
    )
    return fill_in(
        request,
        form,
        FormPage.about(case, _("Change the meeting"), today=request.today, button=_("Save")),
        partial(meetings.change_meeting, meeting=meeting),
        then=_there(meeting),
        says=_("The meeting is changed. Tell those who are to be there."),
        stays={CaseClosed: closed_words()},
    )


@access("meeting", "update", key="meeting_id")
@record_here
@require_POST
def meeting_cancel(request: GuardedRequest, meeting: Meeting) -> HttpResponse:
    """It is not held."""
    shows(request, meeting.case)
    meetings.cancel_meeting(meeting=meeting, by=request.actor, at=request.now)
    messages.success(request, _("The meeting is cancelled. Tell those who were to be there."))
    return redirect(_there(meeting))


@access("meeting", "read", key="meeting_id")
@record_here
@require_safe
def meeting_ics(request: GuardedRequest, meeting: Meeting) -> HttpResponse:
    """The file for a calendar: "Möte", when and where, nobody's name."""
    shows(request, meeting.case)
    if meeting.cancelled_at:
        raise Http404
    content = calendar_file(
        uid=meeting.pk,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        room=meeting.room,
        word=_("Meeting"),
        made_at=request.now,
    )
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={
            "Content-Disposition": 'attachment; filename="mote.ics"',
            "X-Content-Type-Options": "nosniff",
        },
    )
