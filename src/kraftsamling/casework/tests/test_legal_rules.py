"""The table of legal times: complete, whole, and cautious where nobody has read the law."""

from __future__ import annotations

import pytest

from kraftsamling.casework.rules.legal_rules import (
    CATALOGUE,
    Consequence,
    Counting,
    Extension,
    Rule,
)

EVERY_ROW = {
    "protection_assessment_due",
    "prelim_assessment_due",
    "reporter_feedback_due",
    "registration_due",
    "investigation_due",
    "followup_no_measure_end",
    "lvu_submit_immediate",
    "lvu_court_review",
    "lvu_apply_care",
    "lvu_court_hearing",
    "lvu_start_care",
    "lvu2_consideration_due",
    "lvu3_review_due",
    "sol_placement_consideration_due",
    "lvu22_review_due",
    "custody_transfer_consideration",
    "custody_transfer_next_consideration",
    "moving_ban_consideration",
    "temporary_moving_ban_apply",
    "travel_ban_review",
    "lvu_aftercare_followup_end",
    "lvu2_max_age",
    "lvu3_max_age",
    "family_home_visit_due",
    "health_exam_notice_due",
    "health_exam_done_due",
    "ivo_list_due",
    "ivo_over_three_children",
    "chair_decision_report",
    "appeal_deadline",
    "delay_notice",
    "delay_request_answer",
    "non_executed_decision",
    "child_question_due",
    "intervention_follow_up_due",
    "joint_follow_up_due",
    "sip_start",
    "lex_sarah_fix",
    "eviction_notice_receipt",
    "record_retention",
    "record_retention_child_investigation",
}


def test_every_legal_time_of_the_trade_is_in_the_table_once() -> None:
    assert set(CATALOGUE) == EVERY_ROW
    assert all(code == rule.code for code, rule in CATALOGUE.items())


@pytest.mark.parametrize("rule", CATALOGUE.values(), ids=CATALOGUE.keys())
def test_every_row_says_what_starts_it_and_what_it_rests_on(rule: Rule) -> None:
    assert rule.trigger.strip() == rule.trigger != ""
    assert rule.source.strip() == rule.source != ""
    assert (rule.length == 0) is (rule.counting is Counting.SAME_DAY)


def test_the_decisions_that_lapse_are_the_ones_the_law_names() -> None:
    assert {code for code, rule in CATALOGUE.items() if rule.consequence is Consequence.LAPSE} == {
        "lvu_submit_immediate",
        "lvu_apply_care",
        "lvu_start_care",
        "temporary_moving_ban_apply",
        "lvu2_max_age",
        "lvu3_max_age",
    }


def test_only_these_can_be_extended_and_by_whom() -> None:
    ways = {code: rule.extension for code, rule in CATALOGUE.items()}

    assert {code: way for code, way in ways.items() if way is not Extension.NONE} == {
        "prelim_assessment_due": Extension.REASON,
        "investigation_due": Extension.NAMED_DATE,
        "lvu_court_review": Extension.COURT,
        "lvu_apply_care": Extension.COURT,
        "lvu_court_hearing": Extension.COURT,
        "family_home_visit_due": Extension.REASON,
        "health_exam_notice_due": Extension.REASON,
    }


def test_a_childs_protection_and_an_age_never_roll_over_a_weekend() -> None:
    for code in (
        "protection_assessment_due",
        "prelim_assessment_due",
        "lvu2_max_age",
        "lvu3_max_age",
    ):
        assert not CATALOGUE[code].may_roll


def test_the_table_cannot_be_changed_while_running() -> None:
    with pytest.raises(TypeError):
        CATALOGUE["prelim_assessment_due"] = CATALOGUE["appeal_deadline"]  # type: ignore[index]
