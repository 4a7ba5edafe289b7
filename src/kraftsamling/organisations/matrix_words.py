"""The access matrix in plain words: what things, acts and conditions are called."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

RESOURCES: Final[dict[str, Promise]] = {
    "action_plan": _("Plans"),
    "plan_activity": _("Activities of a plan"),
    "follow_up_visit": _("Follow-up visits"),
    "strategy_group": _("Strategy groups"),
    "indicator_definition": _("The catalogue of figures"),
    "indicator_value_internal": _("Figures inside the authority"),
    "indicator_release": _("Published figures"),
    "discrepancy": _("Figures that differ at night"),
    "survey": _("The survey"),
    "survey_answer": _("Answers to the survey"),
    "survey_result": _("What people answer"),
    "survey_freetext": _("What people write"),
    "survey_slip": _("Slips with codes"),
    "survey_invitation": _("Invitations to the survey"),
    "user_council": _("The user council"),
    "council_member": _("Members of the user council"),
    "user_audit": _("User audits"),
    "forum_meeting": _("Meetings"),
    "idea": _("Ideas"),
    "web_text": _("Texts on the public site"),
    "post": _("Reports from visits"),
    "post_correction": _("Corrections of reports"),
    "comment": _("Comments"),
    "comment_author_email": _("The e-mail of who commented"),
    "good_example": _("Good examples"),
    "conference": _("The conference"),
    "conference_signup": _("Who comes to the conference"),
    "account": _("Accounts"),
    "role_grant": _("Roles"),
    "access_log": _("The log of who has seen what"),
    "backup": _("Backups"),
    "system_health": _("The state of the system"),
    "setting": _("Values"),
    "deputy": _("Deputies"),
    "notification": _("Notices"),
    "own_account": _("The own page"),
    "today": _("Today"),
    "identity_provider": _("Login through the employer"),
    "unit": _("Units"),
    "approval": _("Decisions that take two"),
    "role_catalogue": _("Settings and what each role may do"),
    "onboarding": _("Get started"),
    "stored_file": _("Stored documents"),
    "joint_programme": _("Joint programmes"),
    "joint_training": _("Joint training"),
    "course": _("Courses"),
}
ACTIONS: Final[dict[str, Promise]] = {
    "approve": _("confirm"),
    "assign": _("allocate"),
    "count": _("count"),
    "create": _("add"),
    "decide": _("decide"),
    "disable": _("close"),
    "download": _("fetch"),
    "end": _("end"),
    "extract": _("take out an extract"),
    "invite": _("invite"),
    "list": _("list"),
    "moderate": _("moderate"),
    "open": _("open"),
    "publish": _("publish"),
    "read": _("read"),
    "read_own": _("read the own ones"),
    "read_public": _("read what is published"),
    "request": _("ask for"),
    "restore": _("restore"),
    "review": _("review"),
    "revoke": _("end"),
    "search": _("search"),
    "update": _("change"),
}
CONDITIONS: Final[dict[str, Promise]] = {
    "UNIT": _("in the own unit and below"),
    "OWN": _("only one's own"),
    "MEMBER": _("in spaces one is a member of"),
    "AGG": _("only as figures that are large enough"),
    "RELEASE": _("only as published figures"),
    "PUBLISHED": _("only what is published"),
    "BASIS": _("with a stated reason"),
    "REAUTH": _("after a factor is given again"),
    "FOUR_EYES": _("together with a second person"),
    "OTHER_UNIT": _("other units than the own"),
    "WRITEONLY": _("write only, never read"),
    "TOKEN": _("with a code that works once"),
    "NODATA": _("without seeing what it holds"),
}


def resource_words(code: str) -> str:
    """What a resource is called; one that still lacks words shows its code."""
    return str(RESOURCES.get(code, code.replace("_", " ")))


def action_words(code: str) -> str:
    """What an act is called."""
    return str(ACTIONS.get(code, code.replace("_", " ")))


def condition_words(codes: tuple[str, ...]) -> str:
    """What limits the act. What always holds (own authority, two factors) is said once for the page."""
    return ", ".join(str(CONDITIONS[code]) for code in codes if code in CONDITIONS)
