"""Addresses of points, the allocation, what waits, and the crisis plan."""

from typing import Final

from django.urls import URLPattern, path

from kraftsamling.casework.views import (
    allocation,
    ceilings,
    crisis,
    help_requests,
    points,
    waiting,
)

GIVING_OUT: Final[list[URLPattern]] = [
    path("installningar/poang/", points.weight_list, name="weights"),
    path("installningar/poang/<str:case_kind>/<str:phase>/", points.weight, name="weight"),
    path("arenden/fordelning/", allocation.allocation_page, name="allocation"),
    path("arenden/fordelning/rakna-om/", allocation.allocation_again, name="allocation_again"),
    path(
        "arenden/fordelning/<uuid:run_id>/godkann/",
        allocation.allocation_accept,
        name="allocation_accept",
    ),
    path(
        "arenden/fordelning/<uuid:line_id>/andra/",
        allocation.allocation_other,
        name="allocation_other",
    ),
    path(
        "arenden/fordelning/<uuid:together>/angra/",
        allocation.allocation_undo,
        name="allocation_undo",
    ),
    path(
        "arenden/fordelning/tak/<uuid:employee_id>/", ceilings.raise_ceiling, name="raise_ceiling"
    ),
    path("arenden/hjalp/", help_requests.help_requests, name="help_requests"),
    path("arenden/hjalp/be/", help_requests.help_ask, name="help_ask"),
    path("arenden/hjalp/<uuid:asked_id>/", help_requests.help_answer, name="help_answer"),
    path("arenden/mina-nya/", allocation.given_to_me, name="given_to_me"),
    path("arenden/<uuid:case_id>/prioritet/", waiting.case_priority, name="case_priority"),
    path("arenden/<uuid:case_id>/vantar/", waiting.waiting_plan, name="waiting_plan"),
    path("arenden/krisplan/", crisis.crisis_plan, name="crisis_plan"),
    path("arenden/krisplan/foresla/", crisis.crisis_propose, name="crisis_propose"),
    path("arenden/krisplan/vagen/", crisis.crisis_replay, name="crisis_replay"),
    path("arenden/krisplan/<uuid:step_id>/besluta/", crisis.crisis_decide, name="crisis_decide"),
    path("arenden/krisplan/<uuid:step_id>/avsluta/", crisis.crisis_end, name="crisis_end"),
    path(
        "arenden/krisplan/<uuid:step_id>/<str:what>/klar/", crisis.crisis_tick, name="crisis_tick"
    ),
    path("arenden/min-belastning/", points.own_load, name="own_load"),
]
