"""The kinds of help that an authority has are its own to change, and what has been given stays as it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from kraftsamling.casework.models import InterventionKind
from kraftsamling.casework.selectors.interventions import kinds_for_cases, kinds_open_to_all
from kraftsamling.casework.services.setting_up import HOME_VISITS, give_start_set
from kraftsamling.casework.statuses import Provider
from kraftsamling.common import clock
from kraftsamling.confidentiality.scope import AUTHORITY, set_local
from tests.casework.conftest import GRANBY, fresh
from tests.support.people import client_of_membership, newcomer

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]
KINDS = "/installningar/insatser/"


@pytest.fixture
def gunnel(granby: None) -> Client:
    """The department manager."""
    return client_of_membership(newcomer("Gunnel", "dept_manager", unit="Barn och unga"))


def typed(**changes: Any) -> dict[str, Any]:
    return {
        "name": "Läxhjälp", "about": "Två kvällar i veckan.", "use": "open", "provider": "BOUGHT",
        "is_early": "on", "position": 1, "idempotency_key": str(uuid4()), **changes,
    }  # fmt: skip


def kind(name: str, **more: Any) -> InterventionKind:
    set_local(AUTHORITY, GRANBY)
    return InterventionKind.rows.get(authority_id=GRANBY, name=name, **more)


def changed(row: InterventionKind, **changes: Any) -> dict[str, Any]:
    flags = {each: "on" for each in ("is_early", "is_preventive") if getattr(row, each)}
    return {
        "name": row.name, "about": row.about, "provider": row.provider, "position": row.position,
        "version": row.version, **flags, **changes,
    }  # fmt: skip


def test_a_manager_adds_help_that_is_bought_and_early_and_it_can_be_counted(gunnel: Client) -> None:
    data = typed()
    for _ in range(2):  # pressed twice
        assert gunnel.post(f"{KINDS}ny/", data).status_code == 302

    made = kind("Läxhjälp")
    assert (made.provider, made.is_early, made.is_preventive) == (Provider.BOUGHT, True, False)
    assert (made.is_individual, made.needs_decision) == (False, False)
    assert made in kinds_open_to_all(GRANBY)
    page = gunnel.get(KINDS).content.decode()
    assert "Läxhjälp" in page
    assert "Köps av någon annan" in page


@pytest.mark.parametrize(("use", "by_decision"), [("decision", True), ("case", False)])
def test_help_of_a_case_can_be_ordered(use: str, by_decision: bool, gunnel: Client) -> None:
    gunnel.post(f"{KINDS}ny/", typed(use=use))

    made = kind("Läxhjälp")
    assert made in kinds_for_cases(GRANBY)
    assert made.needs_decision is by_decision


def test_another_way_of_being_counted_is_a_new_kind_and_the_old_one_keeps_its_figures(
    gunnel: Client,
) -> None:
    old = kind(HOME_VISITS)

    answer = gunnel.post(
        f"{KINDS}{old.pk}/", changed(old, provider="BOUGHT") | {"is_preventive": ""}
    )

    assert answer.status_code == 302
    new = kind(HOME_VISITS, retired_on=None)
    assert new.replaces == old
    assert (new.is_preventive, new.is_early, new.is_programme) == (False, True, True)
    set_local(AUTHORITY, GRANBY)
    assert (fresh(old).is_preventive, fresh(old).provider) == (True, Provider.OWN)
    assert fresh(old).retired_on == clock.today()
    page = gunnel.get(f"{KINDS}{new.pk}/").content.decode()
    assert "Vad det var tidigare" in page


def test_another_giver_or_place_is_the_same_kind_with_its_change_kept(gunnel: Client) -> None:
    row = kind("Kontaktperson")

    gunnel.post(f"{KINDS}{row.pk}/", changed(row, provider="BOUGHT", position=9))

    set_local(AUTHORITY, GRANBY)
    assert (fresh(row).provider, fresh(row).position) == (Provider.BOUGHT, 9)
    assert fresh(row).retired_on is None
    assert [each.provider for each in row.changes.order_by("pgh_id")][-1] == "BOUGHT"  # type: ignore[attr-defined]


def test_two_who_change_one_kind_see_both_versions(gunnel: Client) -> None:
    row = kind("Kontaktperson")
    gunnel.post(f"{KINDS}{row.pk}/", changed(row, about="Första."))

    late = gunnel.post(f"{KINDS}{row.pk}/", changed(row, about="Andra."))

    assert late.status_code == 409
    assert "Första." in late.content.decode()
    assert "Andra." in late.content.decode()
    set_local(AUTHORITY, GRANBY)
    assert fresh(row).about == "Första."


def test_a_name_that_is_taken_is_refused_and_what_was_typed_stays(gunnel: Client) -> None:
    answer = gunnel.post(f"{KINDS}ny/", typed(name="kontaktperson", about="En vuxen till."))

    assert answer.status_code == 422
    assert "Det finns redan en insats med det namnet." in answer.content.decode()
    assert "En vuxen till." in answer.content.decode()


def test_help_that_is_ended_is_ordered_no_more_and_can_be_taken_up_again(gunnel: Client) -> None:
    row = kind("Kontaktperson")
    gunnel.post(f"{KINDS}{row.pk}/sluta/", {"version": row.version})
    set_local(AUTHORITY, GRANBY)
    assert fresh(row) not in kinds_for_cases(GRANBY)
    assert gunnel.post(f"{KINDS}{row.pk}/", changed(fresh(row), about="x")).status_code == 302
    set_local(AUTHORITY, GRANBY)
    assert fresh(row).about != "x"

    gunnel.post(f"{KINDS}{row.pk}/sluta/", {"version": fresh(row).version})

    set_local(AUTHORITY, GRANBY)
    assert fresh(row) in kinds_for_cases(GRANBY)


def test_the_start_set_brings_back_nothing_that_was_ended_and_shows_the_help_it_has(
    gunnel: Client,
) -> None:
    row = kind("Kontaktperson")
    gunnel.post(f"{KINDS}{row.pk}/sluta/", {"version": row.version})
    set_local(AUTHORITY, GRANBY)
    before = InterventionKind.rows.of_authority(GRANBY).count()

    give_start_set(GRANBY, valid_from=clock.today())

    assert InterventionKind.rows.of_authority(GRANBY).count() == before
    assert fresh(row).retired_on is not None
    assert "Kontaktperson" in gunnel.get("/kom-i-gang/arenden/").content.decode()


def test_a_worker_reads_the_list_and_changes_nothing_and_elin_sees_none_of_it(
    gunnel: Client, logged_in: LogIn
) -> None:
    gunnel.post(f"{KINDS}ny/", typed())
    made = kind("Läxhjälp")

    assert "Läxhjälp" in logged_in("Astrid").get(KINDS).content.decode()
    assert logged_in("Astrid").get(f"{KINDS}{made.pk}/").status_code in (403, 404)
    assert "Läxhjälp" not in logged_in("Elin").get(KINDS).content.decode()
    assert logged_in("Elin").post(f"{KINDS}{made.pk}/sluta/", {"version": 1}).status_code == 404
    set_local(AUTHORITY, GRANBY)
    assert fresh(made).retired_on is None
