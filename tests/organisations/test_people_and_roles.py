"""Adding people, one or a whole list; invitations; the end of a role and of an account."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client

from kraftsamling.common.clock import now, today
from kraftsamling.confidentiality.models import Approval
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.notifications.models import OutboxMessage
from kraftsamling.notifications.services import send_outbox
from kraftsamling.organisations import invitations
from kraftsamling.organisations.models import Membership, StaffIdentity, User
from tests.support.database import as_owner
from tests.support.people import client_of_membership, membership_named, newcomer
from tests.support.world import fixed

pytestmark = pytest.mark.django_db
GRANBY = fixed("granby")
NEW = "/installningar/konton/ny/"
LIST = "/installningar/konton/lista/"
PASSWORD = "en lampa i köket lyser"


@pytest.fixture
def tora() -> Membership:
    """Granby's only system administrator, and nobody else there could be second."""
    return newcomer("Tora", "org_admin", unit="Barn och unga")


@pytest.fixture
def admin(tora: Membership) -> Client:
    return client_of_membership(tora)


def person(**changes: Any) -> dict[str, Any]:
    return {
        "idempotency_key": str(uuid4()),
        "name": "Nora Ny",
        "email": "Nora@granby.example.org",
        "role": "caseworker",
        "unit": str(fixed("granby Utredning 1")),
        "starts_on": "i dag",
        **changes,
    }


def found(email: str = "nora@granby.example.org") -> list[Membership]:
    with acting_for(GRANBY):
        return list(Membership.rows.filter(user__email=email))


def letters() -> list[OutboxMessage]:
    with acting_for(GRANBY):
        return list(OutboxMessage.rows.filter(idempotency_key__startswith="invitation"))


def link() -> str:
    match = re.search(r"https?://[^/]+(/inbjudan/\S+)", letters()[-1].body)
    assert match
    return match[1]


# -- one person ----------------------------------------------------------------------------------


def test_the_first_administrator_adds_a_person_who_is_invited(admin: Client) -> None:
    answer = admin.post(NEW, person(), follow=True)

    assert "Nora Ny har rollen, och en inbjudan är på väg." in answer.content.decode()
    (made,) = found()
    assert (made.role, made.starts_on, made.ends_on) == ("caseworker", today(), None)
    assert not made.user.has_usable_password()
    assert len(letters()) == 1


def test_posting_twice_adds_one(admin: Client) -> None:
    wish = person()

    for _ in range(2):
        assert admin.post(NEW, wish).status_code == 302

    assert (len(found()), len(letters())) == (1, 1)


def test_with_a_second_manager_it_waits(admin: Client) -> None:
    newcomer("Mona", "unit_manager")

    answer = admin.post(NEW, person(), follow=True)

    assert "när någon annan har godkänt" in answer.content.decode()
    assert found() == []
    assert letters() == []


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", ""),
        ("name", "x" * 101),
        ("email", "inte en adress"),
        ("role", "coordinator"),  # not a role of a committee
        ("role", "nonsense"),
        ("unit", ""),
        ("unit", str(fixed("sydby Utredning 1"))),
        ("unit", str(fixed("no such unit"))),
        ("unit", "nonsense"),
        ("starts_on", "2026-02-29"),
        ("starts_on", "snart"),
        ("ends_on", "2020-01-01"),
        ("number", "19811228-9875"),
        ("idempotency_key", "nonsense"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(admin: Client, field: str, typed: str) -> None:
    answer = admin.post(NEW, person(**{field: typed}))

    assert answer.status_code == 422
    assert "Rätta till det här" in answer.content.decode()
    if field != "name":
        assert "Nora Ny" in answer.content.decode()
    assert found() == []
    assert not User.objects.filter(email="nora@granby.example.org").exists()


def test_the_29th_of_february_is_a_day_in_a_leap_year(admin: Client) -> None:
    assert admin.post(NEW, person(starts_on="2028-02-29")).status_code == 302

    assert found()[0].starts_on.isoformat() == "2028-02-29"


def test_the_personal_identity_number_is_encrypted_and_makes_two_accounts_one(
    admin: Client,
) -> None:
    admin.post(NEW, person(number="811228-9874"))
    admin.post(
        NEW,
        person(email="annan@granby.example.org", number="19811228 9874", role="editor"),
    )

    one, two = User.objects.filter(name="Nora Ny")
    assert one.human == two.human != ""
    with acting_for(GRANBY):
        assert StaffIdentity.rows.get(user=one).personal_identity_number == "198112289874"
    assert "9874" not in admin.get(f"/installningar/konton/{found()[0].pk}/").content.decode()


def test_the_same_role_twice_is_refused_with_words(admin: Client) -> None:
    admin.post(NEW, person())

    answer = admin.post(NEW, person())

    assert answer.status_code == 422
    assert "har redan den rollen" in answer.content.decode()
    assert len(found()) == 1


def test_an_account_that_exists_elsewhere_gets_a_role_and_keeps_its_name(admin: Client) -> None:
    elin = membership_named("Elin").user

    admin.post(NEW, person(email=elin.email.upper(), name="Någon Annan"))

    (made,) = found(elin.email)
    assert (made.user_id, made.user.name) == (elin.pk, "Elin")


def test_granby_does_not_learn_what_elin_is_called_until_she_works_there(
    admin: Client, logged_in: Callable[[str], Client]
) -> None:
    elin = logged_in("Elin")
    address = membership_named("Elin").user.email
    admin.post(NEW, person(email=address, name="Vem Detärnu"))
    (here,) = found(address)
    path = f"/installningar/konton/{here.pk}/"

    for shown in (admin.get("/installningar/konton/"), admin.get(path)):
        assert address in shown.content.decode()
        assert ">Elin<" not in shown.content.decode()

    elin.get("/idag/")  # she works on at Sydby, and knows of nothing
    assert ">Elin<" not in admin.get(path).content.decode()

    elin.post("/jag/byt/", {"hat": f"m:{here.pk}"})
    assert ">Elin<" in admin.get(path).content.decode()


def test_who_confirms_sees_only_the_address_of_an_account_from_elsewhere(admin: Client) -> None:
    mona = client_of_membership(newcomer("Mona", "unit_manager"))
    address = membership_named("Elin").user.email

    admin.post(NEW, person(email=address, name="Vem Detärnu"))

    page = mona.get("/godkanna/").content.decode()
    assert f"{address} blir Socialsekreterare" in page
    assert "Elin" not in page.replace(address, "")


def test_a_unit_manager_can_ask_only_for_the_own_units(logged_in: Callable[[str], Client]) -> None:
    newcomer("Sven", "dept_manager", slug="sydby", unit="Barn och unga")
    elin = logged_in("Elin")
    wrong = person(unit=str(fixed("sydby Utredning 2")))

    assert elin.post(NEW, wrong).status_code == 422
    assert elin.post(NEW, {**wrong, "unit": str(fixed("sydby Utredning 1"))}).status_code == 302
    with acting_for(fixed("sydby")):
        assert Approval.rows.count() == 1


def test_a_social_secretary_cannot_add_anybody(logged_in: Callable[[str], Client]) -> None:
    assert logged_in("Astrid").post(NEW, person()).status_code == 404
    assert found() == []


# -- a list --------------------------------------------------------------------------------------

GOOD = """Namn; e-post; roll; enhet
Nora Ny; nora@granby.example.org; socialsekreterare; Utredning 1
Olle Ny; olle@granby.example.org; Enhetschef; utredning 2; 19811228-9874
"""


def test_a_list_is_read_on_trial_first(admin: Client) -> None:
    answer = admin.post(LIST, {"text": GOOD})

    assert answer.status_code == 200
    assert "2 personer kan läggas till. Inget är sparat än." in answer.content.decode()
    assert found() == []


def test_a_right_list_is_stored_when_it_is_confirmed(admin: Client) -> None:
    answer = admin.post(LIST, {"text": GOOD, "store": "yes"}, follow=True)

    assert "2 personer har fått roller och inbjudningar." in answer.content.decode()
    assert len(found()) == len(found("olle@granby.example.org")) == 1


def test_the_second_manager_of_a_list_waits_for_the_first(admin: Client) -> None:
    text = GOOD + "Pia Ny; pia@granby.example.org; Verksamhetschef; Barn och unga; 19811218-9876\n"

    answer = admin.post(LIST, {"text": text, "store": "yes"}, follow=True)

    assert "En roll väntar" in answer.content.decode()
    with acting_for(GRANBY):
        assert Approval.rows.filter(status="WAITING").count() == 1


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Olle Ny; olle@granby.example.org; Enhetschef", "Skriv namn; e-post; roll; enhet"),
        ("Olle Ny; olle; Enhetschef; Utredning 1", "ingen e-postadress"),
        ("Olle Ny; olle@granby.example.org; Kung; Utredning 1", "ingen roll som heter Kung"),
        ("Olle Ny; olle@granby.example.org; Enhetschef; Månen", "ingen enhet som heter Månen"),
        ("Olle Ny; olle@granby.example.org; Enhetschef; Utredning 1", "behöver personnumret sist"),
        ("Olle Ny; olle@granby.example.org; Enhetschef; Utredning 1; 811228-9875", "stämmer inte"),
        ("N; nora@granby.example.org; Socialsekreterare; Utredning 1", "på en tidigare rad"),
    ],
)
def test_one_wrong_line_stores_nothing_at_all(admin: Client, line: str, words: str) -> None:
    answer = admin.post(LIST, {"text": f"{GOOD}{line}\n", "store": "yes"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "En rad går inte att läsa. Inget är sparat." in page
    assert "nora@granby.example.org" in page
    assert found() == []


@pytest.mark.parametrize("text", ["", "   \n\n", "Namn; e-post; roll; enhet"])
def test_an_empty_list_says_so(admin: Client, text: str) -> None:
    assert admin.post(LIST, {"text": text, "store": "yes"}).status_code == 422


# -- the invitation ------------------------------------------------------------------------------


def test_the_invited_person_chooses_a_password_and_must_add_a_second_factor(
    admin: Client, client: Client
) -> None:
    admin.post(NEW, person())
    path = link()
    assert "Välkommen, Nora Ny" in client.get(path).content.decode()

    answer = client.post(path, {"password": PASSWORD, "password_again": PASSWORD})

    assert answer["Location"] == "/konto/faktor/totp/activate/"
    assert client.get("/konto/faktor/totp/activate/").status_code == 200
    assert client.get("/idag/")["Location"].startswith("/konto/faktor/")
    assert User.objects.get(email="nora@granby.example.org").check_password(PASSWORD)


def test_the_link_works_once(admin: Client) -> None:
    admin.post(NEW, person())
    path = link()
    Client().post(path, {"password": PASSWORD, "password_again": PASSWORD})

    again = Client().post(path, {"password": PASSWORD + "!", "password_again": PASSWORD + "!"})

    assert again.status_code == 404
    assert "Inbjudan gäller inte längre" in again.content.decode()
    assert User.objects.get(email="nora@granby.example.org").check_password(PASSWORD)


def test_the_link_is_spent_after_seven_days(admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    admin.post(NEW, person())
    path = link()
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 7 * 24 * 3600 - 60)
    assert Client().get(path).status_code == 200
    monkeypatch.setattr(time, "time", lambda: now + 7 * 24 * 3600 + 60)
    assert Client().get(path).status_code == 404


@pytest.mark.parametrize("token", ["x", "a:b:c", "å", "eyJ1c2VyIjoiMSJ9:1abc:xyz"])
def test_a_link_that_we_did_not_write_opens_nothing(client: Client, token: str) -> None:
    assert client.get(f"/inbjudan/{token}/").status_code == 404


@pytest.mark.parametrize(
    ("first", "second"),
    [("kort", "kort"), (PASSWORD, PASSWORD + "x"), ("nora nora nora ny", "nora"), ("", "")],
)
def test_a_bad_password_is_refused_and_the_link_still_works(
    admin: Client, first: str, second: str
) -> None:
    admin.post(NEW, person())

    answer = Client().post(link(), {"password": first, "password_again": second})

    assert answer.status_code == 422
    assert Client().get(link()).status_code == 200


def test_the_letter_is_sent_to_the_person(admin: Client) -> None:
    admin.post(NEW, person())
    with acting_for(GRANBY):
        send_outbox(GRANBY, at=now())

    (letter,) = [each for each in mail.outbox if "inbjuden" in each.subject]
    assert letter.to == ["nora@granby.example.org"]
    assert "/inbjudan/" in letter.body


def test_a_new_invitation_ends_the_old_password_and_the_old_link(admin: Client) -> None:
    admin.post(NEW, person())
    old, nora = link(), found()[0]
    Client().post(old, {"password": PASSWORD, "password_again": PASSWORD})

    admin.post(f"/installningar/konton/{nora.pk}/bjud-in/")

    assert Client().get(old).status_code == 404
    assert Client().get(link()).status_code == 200
    assert not User.objects.get(pk=nora.user_id).has_usable_password()


def test_a_closed_account_cannot_use_its_invitation(admin: Client) -> None:
    admin.post(NEW, person())
    User.objects.filter(email="nora@granby.example.org").update(is_active=False)

    assert Client().get(link()).status_code == 404
    assert invitations.invited(link()) is None


# -- the end -------------------------------------------------------------------------------------


def test_a_role_ends_on_its_last_day(admin: Client) -> None:
    astrid = membership_named("Astrid")

    answer = admin.post(f"/installningar/konton/{astrid.pk}/avsluta/", {"last_day": "i dag"})

    assert answer.status_code == 302
    assert membership_named("Astrid").ends_on == today()


@pytest.mark.parametrize("typed", ["", "2020-01-01", "30 februari", "i går"])
def test_a_last_day_that_cannot_be_is_refused(admin: Client, typed: str) -> None:
    astrid = membership_named("Astrid")

    answer = admin.post(f"/installningar/konton/{astrid.pk}/avsluta/", {"last_day": typed})

    assert answer.status_code == 422
    assert membership_named("Astrid").ends_on is None


def test_the_last_administrator_cannot_go(admin: Client, tora: Membership) -> None:
    page = admin.post(f"/installningar/konton/{tora.pk}/avsluta/", {"last_day": "i dag"})
    admin.post(f"/installningar/konton/{tora.pk}/stang/")

    assert "den enda systemförvaltaren" in page.content.decode()
    assert membership_named("Tora").ends_on is None
    assert User.objects.get(name="Tora").is_active


def test_a_closed_account_is_out_at_once_and_can_be_opened_again(
    admin: Client, logged_in: Callable[[str], Client]
) -> None:
    astrid, hers = logged_in("Astrid"), membership_named("Astrid")

    admin.post(f"/installningar/konton/{hers.pk}/stang/")
    assert astrid.get("/jag/")["Location"].startswith("/konto/logga-in/")

    admin.post(f"/installningar/konton/{hers.pk}/oppna/")
    assert User.objects.get(name="Astrid").is_active


def test_the_account_of_somebody_who_works_elsewhere_too_is_not_ours_to_close(
    admin: Client,
) -> None:
    elin = membership_named("Elin")
    with as_owner():
        here = Membership.rows.create(
            authority_id=GRANBY,
            user=elin.user,
            unit_id=fixed("granby Utredning 1"),
            role="caseworker",
            starts_on=today() - timedelta(days=5),
        )

    page = admin.post(f"/installningar/konton/{here.pk}/stang/", follow=True).content.decode()

    assert "också för en annan myndighet" in page
    assert User.objects.get(name="Elin").is_active
