"""The page Get started."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.common import formats
from kraftsamling.common.parts import Action, Step
from kraftsamling.organisations.onboarding import OnboardingStep, steps
from kraftsamling.organisations.presenters import language


@dataclass(frozen=True)
class OnboardingPage:
    """Six steps, with state, time and what each gives."""

    title: str
    done_sentence: str
    lead: str
    done: int
    count: int
    words: str
    steps: Sequence[Step]
    beside_record: bool

    @classmethod
    def of(cls, authority_id: UUID, *, may_change: bool, beside_record: bool) -> OnboardingPage:
        every = steps()
        finished = {step.code for step in every if step.done(authority_id)}
        counted = [step for step in every if not step.optional]
        done = sum(step.code in finished for step in counted)
        following = next((step for step in counted if step.code not in finished), None)
        words = _("%(done)s of %(count)s steps are done") % {"done": done, "count": len(counted)}
        return cls(
            title=_("Get started"),
            done_sentence=_sentence(done, len(counted)),
            lead=_("Everything that is needed is in place.")
            if following is None
            else _("Next: %(step)s. The rest can be done in any order.")
            % {"step": str(following.title).lower()},
            done=done,
            count=len(counted),
            words=words,
            steps=[_step(each, authority_id, finished, following, may_change) for each in every],
            beside_record=beside_record,
        )


def _sentence(done: int, count: int) -> str:
    part = formats.so_many_of(done, count, language()).capitalize()
    return ngettext("%(part)s step is done.", "%(part)s steps are done.", done) % {"part": part}


def _step(
    each: OnboardingStep,
    authority_id: UUID,
    finished: set[str],
    following: OnboardingStep | None,
    may_change: bool,
) -> Step:
    links = [(str(words), url) for words, name in each.links if (url := _url(name))]
    title, text, time = str(each.title), each.text(authority_id), str(each.time)
    if each.code in finished:
        change = each.change if may_change else None
        url = _url(change[1]) if change else ""
        return Step(title, text, "done", link_label=str(change[0]) if change else "", link_url=url)
    if each is following and may_change:
        actions = [
            Action(words, url, "primary" if place == 0 else "secondary")
            for place, (words, url) in enumerate(links)
        ]
        return Step(title, text, "now", time, actions=actions)
    label, url = links[0] if links else ("", "")
    return Step(title, text, "todo", time, link_label=label, link_url=url)


def _url(name: str) -> str:
    """A page that this version does not have gives no link."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
