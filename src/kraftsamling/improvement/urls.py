"""Addresses of plans and visits."""

from django.urls import path

from kraftsamling.improvement.views import parts, plans, visits

urlpatterns = [
    path("planer/", plans.plan_list, name="plan_list"),
    path("planer/ny/", plans.plan_new, name="plan_new"),
    path("planer/omrade/<uuid:area_id>/", parts.area, name="plan_area"),
    path("planer/omrade/<uuid:area_id>/mal/nytt/", parts.add_goal, name="plan_add_goal"),
    path("planer/mal/<uuid:goal_id>/", parts.goal, name="plan_goal"),
    path("planer/mal/<uuid:goal_id>/lage/", parts.goal_state, name="plan_goal_state"),
    path("planer/mal/<uuid:goal_id>/samskapat/", parts.shaped_with, name="plan_shaped_with"),
    path("planer/mal/<uuid:goal_id>/aktivitet/ny/", parts.add_activity, name="plan_add_activity"),
    path("planer/aktivitet/<uuid:activity_id>/", parts.activity, name="plan_activity"),
    path("planer/fraga/<uuid:question_id>/ta/", parts.take, name="plan_take_question"),
    path("planer/besok/<uuid:visit_id>/andra/", visits.visit_change, name="visit_change"),
    path("planer/besok/<uuid:visit_id>/deltagare/", visits.participant, name="visit_participant"),
    path("planer/besok/<uuid:visit_id>/narvaro/", visits.present, name="visit_present"),
    path("planer/besok/<uuid:visit_id>/anteckning/", visits.note, name="visit_note_general"),
    path("planer/besok/<uuid:visit_id>/anteckning/<uuid:area_id>/", visits.note, name="visit_note"),
    path("planer/besok/<uuid:visit_id>/onskemal/", visits.ask_for, name="visit_request"),
    path("planer/besok/<uuid:visit_id>/hall/", visits.hold, name="visit_hold"),
    path("planer/onskemal/<uuid:asked_id>/", visits.answer, name="visit_answer"),
    path("planer/<uuid:plan_id>/", plans.plan, name="plan"),
    path("planer/<uuid:plan_id>/hela/", plans.whole, name="plan_whole"),
    path(
        "planer/<uuid:plan_id>/organisation/<uuid:authority_id>/",
        plans.organisation,
        name="plan_organisation",
    ),
    path("planer/<uuid:plan_id>/matt/", plans.indicators, name="plan_indicators"),
    path("planer/<uuid:plan_id>/andra/", plans.change, name="plan_change"),
    path("planer/<uuid:plan_id>/tidslinje/", plans.phases, name="plan_phases"),
    path("planer/<uuid:plan_id>/publicera/", plans.publish, name="plan_publish"),
    path("planer/<uuid:plan_id>/omrade/nytt/", parts.add_area, name="plan_add_area"),
    path("planer/<uuid:plan_id>/fraga/ny/", parts.ask, name="plan_ask"),
    path("planer/<uuid:plan_id>/besok/", plans.visits, name="plan_visits"),
    path("planer/<uuid:plan_id>/besok/nytt/", visits.visit_new, name="visit_new"),
    path("planer/<uuid:plan_id>/besok/<int:number>/", visits.visit, name="visit"),
]
