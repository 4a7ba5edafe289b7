"""The child's channel: made and ended by its worker; what comes through it is read by a person."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from kraftsamling.casework.forms.own_page import OpenChannelForm, ReadVoiceForm
from kraftsamling.casework.models import Case, ChildChannel, ChildVoice
from kraftsamling.casework.presenters.channel import ChannelPage
from kraftsamling.casework.presenters.form_page import FormPage
from kraftsamling.casework.presenters.pictures import pictures_of
from kraftsamling.casework.presenters.words import moment_words
from kraftsamling.casework.selectors import channel as found
from kraftsamling.casework.services import channel as services
from kraftsamling.casework.services.trail import CaseClosed
from kraftsamling.casework.views.beside import record_here
from kraftsamling.casework.views.common import case_to, closed_words, fill_in, shows
from kraftsamling.common.forms import KraftForm
from kraftsamling.common.parts import Fact
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.filling_in import may_of, new_form


def _draw(
    request: GuardedRequest, case: Case, form: KraftForm, *, link: str = "", status: int = 200
) -> HttpResponse:
    page = ChannelPage.of(
        case,
        found.channel_of(case, now=request.now),
        found.channels_of(case),
        found.voices_through(case),
        may=may_of(request),
        now=request.now,
        link=link,
    )
    context = {"page": page, "form": form}
    return render(request, "casework/channel.html", context, status=status)


@access("child_channel", "read")
@record_here
def channel(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """The link that is open, and what the child has written."""
    case = case_to(request, case_id, "read")
    return _draw(request, case, OpenChannelForm())


@access("child_channel", "create")
@record_here
@require_POST
@sensitive_post_parameters()
def channel_open(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """Make a link. It is told in this answer, and nowhere else."""
    case = case_to(request, case_id)
    form = new_form(OpenChannelForm, request)
    if not form.is_valid():
        return _draw(request, case, form, status=422)
    try:
        made = services.open_channel(
            case=case, by=request.actor, at=request.now, code=form.cleaned_data["code"]
        )
    except CaseClosed:
        form.add_error(None, closed_words())
        return _draw(request, case, form, status=422)
    link = request.build_absolute_uri(reverse("childs_page_link", args=[made.link]))
    return _draw(request, case, OpenChannelForm(), link=link)


@access("child_channel", "end", key="channel_id")
@record_here
@require_POST
def channel_end(request: GuardedRequest, channel: ChildChannel) -> HttpResponse:
    """The link opens nothing any more."""
    shows(request, channel.case)
    services.end_channel(channel=channel, by=request.actor, at=request.now)
    messages.success(request, _("The link is ended. What the child wrote stays."))
    return redirect("channel", channel.case_id)


@access("child_voice", "assess", key="voice_id")
@record_here
def voice_read(request: GuardedRequest, voice: ChildVoice) -> HttpResponse:
    """Read what the child wrote, and say whether it may be a concern."""
    shows(request, voice.case)
    then = reverse("channel", args=[voice.case_id])
    if hasattr(voice, "reading") or voice.through_id is None:
        return redirect(then)
    return fill_in(
        request,
        new_form(ReadVoiceForm, request),
        FormPage.about(
            voice.case,
            _("Read what the child wrote"),
            today=request.today,
            button=_("I have read it"),
            quote=voice.said,
            pictures=pictures_of(voice),
            lead=_("Written %(moment)s.") % {"moment": moment_words(voice.written_at)},
            beside_title=_("Then"),
            beside=[
                Fact(_("A concern"), _("becomes a report, with its clocks, the same moment.")),
                Fact(_("Otherwise"), _("you answer the child, who sees it on the own page.")),
            ],
            back_to=then,
        ),
        partial(services.read_voice, voice=voice),
        then=then,
        says=_("It is read. Answer the child."),
        refused={services.ReadMeanwhile: _("Somebody has read it meanwhile.")},
    )
