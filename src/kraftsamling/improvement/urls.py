"""Addresses of plans and visits."""

from django.urls import path

from kraftsamling.improvement.views import activities, notes, parts, plans, posts, removal, visits

urlpatterns = [
    path("personal/tjanst/<uuid:position_id>/mal/", posts.position_goals, name="position_goals"),
    path("planer/", plans.plan_list, name="plan_list"),
    path("planer/ny/", plans.plan_new, name="plan_new"),
    path("planer/omrade/<uuid:area_id>/", parts.area, name="plan_area"),
    path("planer/omrade/<uuid:area_id>/mal/nytt/", parts.add_goal, name="plan_add_goal"),
    path("planer/mal/<uuid:goal_id>/", parts.goal, name="plan_goal"),
    path("planer/mal/<uuid:goal_id>/lage/", parts.goal_state, name="plan_goal_state"),
    path("planer/mal/<uuid:goal_id>/samskapat/", parts.shaped_with, name="plan_shaped_with"),
    path(
        "planer/mal/<uuid:goal_id>/aktivitet/ny/", activities.add_activity, name="plan_add_activity"
    ),
    path("planer/aktivitet/ny/", activities.add_activity_from, name="plan_add_activity_from"),
    path("planer/aktivitet/<uuid:activity_id>/", activities.activity, name="plan_activity"),
    path("planer/fraga/<uuid:question_id>/ta/", activities.take, name="plan_take_question"),
    path("planer/omrade/<uuid:area_id>/ta-bort/", removal.remove_area, name="plan_remove_area"),
    path("planer/omrade/<uuid:area_id>/ater/", removal.restore_area, name="plan_restore_area"),
    path("planer/mal/<uuid:goal_id>/varde/nytt/", parts.outside_value, name="plan_outside_value"),
    path("planer/mal/<uuid:goal_id>/ta-bort/", removal.remove_goal, name="plan_remove_goal"),
    path("planer/mal/<uuid:goal_id>/ater/", removal.restore_goal, name="plan_restore_goal"),
    path(
        "planer/mal/<uuid:goal_id>/<slug:kind>/<uuid:row_id>/ta-bort/",
        removal.remove_from_goal,
        name="plan_remove_from_goal",
    ),
    path(
        "planer/mal/<uuid:goal_id>/<slug:kind>/<uuid:row_id>/ater/",
        removal.restore_in_goal,
        name="plan_restore_in_goal",
    ),
    path(
        "planer/aktivitet/<uuid:activity_id>/ta-bort/",
        removal.remove_activity,
        name="plan_remove_activity",
    ),
    path(
        "planer/aktivitet/<uuid:activity_id>/ater/",
        removal.restore_activity,
        name="plan_restore_activity",
    ),
    path("planer/besok/<uuid:visit_id>/dagordning/", visits.agenda, name="visit_agenda"),
    path(
        "planer/besok/<uuid:visit_id>/not/<uuid:thread>/ta-bort/",
        notes.strike,
        name="visit_note_remove",
    ),
    path(
        "planer/besok/<uuid:visit_id>/not/<uuid:thread>/ater/",
        notes.unstrike,
        name="visit_note_restore",
    ),
    path(
        "planer/besok/<uuid:visit_id>/<slug:kind>/<uuid:row_id>/ta-bort/",
        removal.remove_from_visit,
        name="visit_remove",
    ),
    path(
        "planer/besok/<uuid:visit_id>/<slug:kind>/<uuid:row_id>/ater/",
        removal.restore_in_visit,
        name="visit_restore",
    ),
    path("planer/besok/<uuid:visit_id>/andra/", visits.visit_change, name="visit_change"),
    path("planer/besok/<uuid:visit_id>/deltagare/", visits.participant, name="visit_participant"),
    path("planer/besok/<uuid:visit_id>/narvaro/", visits.present, name="visit_present"),
    path("planer/besok/<uuid:visit_id>/anteckning/", notes.note, name="visit_note_general"),
    path("planer/besok/<uuid:visit_id>/anteckning/<uuid:area_id>/", notes.note, name="visit_note"),
    path("planer/besok/<uuid:visit_id>/onskemal/", visits.ask_for, name="visit_request"),
    path("planer/besok/<uuid:visit_id>/hall/", visits.hold, name="visit_hold"),
    path("planer/onskemal/<uuid:asked_id>/", visits.answer, name="visit_answer"),
    path("planer/<uuid:plan_id>/", plans.plan, name="plan"),
    path("planer/<uuid:plan_id>/hela/", plans.whole, name="plan_whole"),
    path("planer/<uuid:plan_id>/hela.pdf", plans.one_page, name="plan_one_page"),
    path(
        "planer/<uuid:plan_id>/fraga/<uuid:row_id>/ta-bort/",
        removal.remove_question,
        name="plan_remove_question",
    ),
    path(
        "planer/<uuid:plan_id>/fraga/<uuid:row_id>/ater/",
        removal.restore_question,
        name="plan_restore_question",
    ),
    path(
        "planer/<uuid:plan_id>/organisation/<uuid:authority_id>/",
        plans.organisation,
        name="plan_organisation",
    ),
    path("planer/<uuid:plan_id>/matt/", plans.indicators, name="plan_indicators"),
    path("planer/<uuid:plan_id>/andra/", plans.change, name="plan_change"),
    path("planer/<uuid:plan_id>/tidslinje/", plans.time_line, name="plan_phases"),
    path("planer/<uuid:plan_id>/publicera/", plans.publish, name="plan_publish"),
    path("planer/<uuid:plan_id>/omrade/nytt/", parts.add_area, name="plan_add_area"),
    path("planer/<uuid:plan_id>/fraga/ny/", activities.ask, name="plan_ask"),
    path("planer/<uuid:plan_id>/besok/", plans.visits, name="plan_visits"),
    path("planer/<uuid:plan_id>/besok/nytt/", visits.visit_new, name="visit_new"),
    path("planer/<uuid:plan_id>/besok/<int:number>/", visits.visit, name="visit"),
    path(
        "planer/<uuid:plan_id>/besok/<int:number>/anteckningar.pdf",
        visits.minutes,
        name="visit_minutes",
    ),
]
