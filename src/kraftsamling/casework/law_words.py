"""The times of the law in words: what each is called. Their triggers and sources stand in the catalogue in
plain English (rules/legal_rules), which knows no language; here they become texts to translate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kraftsamling.casework.rules.legal_rules import Counting

NAMES: Final[Mapping[str, str | Promise]] = {
    "protection_assessment_due": _("Protection assessment"),
    "prelim_assessment_due": _("Preliminary assessment (whether we are to investigate)"),
    "reporter_feedback_due": _("Answer to the reporter"),
    "registration_due": _("The report is registered"),
    "investigation_due": _("Investigation"),
    "child_question_due": _("Question about children in the household"),
    "joint_follow_up_due": _("Follow-up of the joint work"),
    "intervention_follow_up_due": _("Follow-up of help"),
    "followup_no_measure_end": _("Follow-up ends"),
    "lvu_submit_immediate": _("Submission to the court"),
    "lvu_court_review": _("The court's review of immediate custody"),
    "lvu_apply_care": _("Application to the court"),
    "lvu_court_hearing": _("The court's hearing about care"),
    "lvu_start_care": _("Care by the court's order begins"),
    "lvu2_consideration_due": _("Consideration of care because of the home"),
    "lvu3_review_due": _("Review of care because of own behaviour"),
    "sol_placement_consideration_due": _("Consideration of a placement with consent"),
    "lvu22_review_due": _("Review of preventive interventions"),
    "custody_transfer_consideration": _("Consideration of a transfer of custody"),
    "custody_transfer_next_consideration": _("The next consideration of a transfer of custody"),
    "moving_ban_consideration": _("Consideration of a moving ban"),
    "temporary_moving_ban_apply": _("Application for a moving ban"),
    "travel_ban_review": _("Review of a travel ban"),
    "lvu_aftercare_followup_end": _("Follow-up after care ends"),
    "lvu2_max_age": _("Highest age of care because of the home"),
    "lvu3_max_age": _("Highest age of care because of own behaviour"),
    "family_home_visit_due": _("Visit in the family home"),
    "health_exam_notice_due": _("The region is told of a placement"),
    "health_exam_done_due": _("Health examination of a placed child"),
    "ivo_list_due": _("The register of placed children to the inspectorate"),
    "ivo_over_three_children": _("The inspectorate is told of more than three children in a home"),
    "chair_decision_report": _("The chair's decision is reported"),
    "appeal_deadline": _("The party may appeal until"),
    "delay_notice": _("The party is told of a delay"),
    "delay_request_answer": _("Answer to who asks that the case be decided"),
    "non_executed_decision": _("A decision that is not carried out is reported"),
    "sip_start": _("A co-ordinated individual plan is begun"),
    "lex_sarah_fix": _("A failing is dealt with"),
    "eviction_notice_receipt": _("A notice of an eviction is looked at"),
    "record_retention": _("A personal file is kept"),
    "record_retention_child_investigation": _("The investigation of a child is kept"),
}

COUNTED_IN: Final[Mapping[Counting, str | Promise]] = {
    Counting.HOURS: _("hours"),
    Counting.DAYS: _("days"),
    Counting.WORKING_DAYS: _("working days"),
    Counting.WEEKS: _("weeks"),
    Counting.MONTHS: _("months"),
    Counting.YEARS: _("years"),
    Counting.SAME_DAY: _("the same day"),
}

_TRIGGERS: Final = (
    _("the concern report is received"),
    _("the investigation is opened"),
    _(
        "the committee decides to follow up after an investigation without an intervention, or after a "
        "placement has ended"
    ),
    _("immediate custody is decided (LVU 6 §); it is to be submitted to the court"),
    _("the court has received the decision on immediate custody and its documents"),
    _("immediate custody is carried out; care is to be applied for"),
    _("the court has received the application for care of a child already in custody"),
    _("the order of care has become final"),
    _("care under LVU 2 § starts, then the last consideration"),
    _("the order of care under LVU 3 § is carried out, then the last review"),
    _("the placement starts, then the last consideration"),
    _("the committee decides on preventive interventions (LVU 22 §)"),
    _("the placement in the same family home is carried out"),
    _("the last consideration of a transfer of custody"),
    _("the moving ban begins to hold, then the last consideration"),
    _("the court confirms the temporary moving ban; a moving ban is to be applied for"),
    _("the travel ban is decided, then the last review"),
    _("the follow-up after care under LVU is opened; an investigation ends it earlier"),
    _("the child is born; care under LVU 2 § ends when the child becomes 18"),
    _("the young person is born; care under LVU 3 § ends when he or she becomes 21"),
    _("the last visit in the family home"),
    _("the placement is decided; the region is to be told, if possible the same day"),
    _("the region acknowledges the notice"),
    _("31 January; a copy of the register of children in family homes is to be sent to IVO"),
    _("a placement is decided that makes more than three placed children in one home"),
    _("the committee's next meeting after a decision by its chair"),
    _("the party gets the decision"),
    _("it is seen that a case the person applied for will be much delayed"),
    _("the party asks in writing, after six months, for the case to be decided"),
    _("a decision to grant is made and not carried out, then the last report to IVO"),
    _("need of both social services and health care is found, and consent is given"),
    _("a failing or a risk of one is reported (lex Sarah)"),
    _("the notice of an eviction comes from Kronofogden"),
    _("the last entry in the personal file"),
    _("the child whose investigation it is was born"),
    _("an adult's case is opened; whether there are children in the household is to be asked"),
    _("the intervention starts, then the last follow-up; the day is chosen in the plan"),
    _("the units have planned their work with a family; the day is chosen in the plan"),
)
_SOURCES: Final = (
    _("SoL 20 kap. (earlier 11 kap. 1 a §): at once; 24 hours is practice"),
    _("SoL 20 kap. 2 § (earlier 11 kap. 1 a §): longer only for exceptional reasons"),
    _("prop. 2025/26:12: a limit exists, its length is ours until it is read (14 + 1 days)"),
    _("OSL 5 kap. 1 § and practice"),
    _("SoL 20 kap. (earlier 11 kap. 2 §): longer for special reasons, to a certain day"),
    _("earlier SoL 11 kap. 4 a–c §§"),
    _("LVU 7 §: longer where there are exceptional obstacles"),
    _("LVU 13 § first paragraph"),
    _("LVU 13 § second paragraph"),
    _("SoL 22 kap. (earlier 6 kap. 8 §)"),
    _("LVU 13 c §; that placements under SoL follow the same rule is not checked"),
    _("Socialstyrelsen's general advice: at least four visits a year"),
    _("lag 2017:209 and earlier SoL 11 kap. 3 a §; the number of days is ours"),
    _("the agreement with the region; the number of days is ours until it is read there"),
    _("SoF 16 kap. 2 §: IVO is to be told; the length is ours"),
    _("LVU 6, 11 and 27 §§"),
    _("FL 11 §: no length is given; the day is ours"),
    _("SoL 34 kap. 1–4 §§; the three months and each quarter are not checked"),
    _("SoL 10 kap. 8–9 §§ and HSL 16 kap. 4 §: without delay; 10 days as in Region Värmland"),
    _("SoL 27 kap.: without delay, serious ones to IVO as soon as possible; the day is ours"),
    _("earlier SoL 12 kap. 1–2 §§; files of placed children are kept (SoF 13 kap. 1 §)"),
    _("prop. 2025/26:12, read as a proposal"),
    _("ours: without the answer nobody knows whom the duty to report concerns (SoL 19 kap. 1 §)"),
    _("SoF 10 kap. 3 §: the plan says when it is followed up; the months are ours"),
    _("ours: joint handling is planned and followed up"),
)
TEXTS: Final = (*_TRIGGERS, *_SOURCES)


def in_words(text: str) -> Promise:
    """A trigger or a source of the catalogue, in the reader's language; a paragraph of a law is the same in
    every language."""
    return _(text)
