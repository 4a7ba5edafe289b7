"""Encrypted text: unreadable in the database, bound to its row, and refused when moved."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test import override_settings

from kraftsamling.confidentiality.fields import CiphertextRefused, open_text, seal_text
from kraftsamling.confidentiality.keys import blind_index
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.organisations.models import StaffIdentity
from tests.support.people import membership_named
from tests.support.world import fixed

NUMBER = "198907292384"  # from the Tax Agency's official test series


@pytest.mark.django_db
def test_the_number_is_read_back_and_lies_encrypted_in_the_table() -> None:
    astrid = membership_named("Astrid")
    with acting_for(fixed("granby")):
        row = StaffIdentity.rows.create(
            authority_id=fixed("granby"), user_id=astrid.user_id, personal_identity_number=NUMBER
        )
        stored = StaffIdentity.rows.get(pk=row.pk)
        with connection.cursor() as cursor:
            cursor.execute("SELECT personal_identity_number FROM organisations_staffidentity")
            ((ciphertext,),) = cursor.fetchall()

    assert stored.personal_identity_number == NUMBER
    assert NUMBER.encode() not in bytes(ciphertext)


@pytest.mark.django_db
def test_a_ciphertext_moved_to_another_row_does_not_open() -> None:
    astrid, bodil = membership_named("Astrid"), membership_named("Bodil")
    with acting_for(fixed("granby")):
        first = StaffIdentity.rows.create(
            authority_id=fixed("granby"), user_id=astrid.user_id, personal_identity_number=NUMBER
        )
        second = StaffIdentity.rows.create(
            authority_id=fixed("granby"), user_id=bodil.user_id, personal_identity_number="x"
        )
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE organisations_staffidentity SET personal_identity_number ="
                " (SELECT personal_identity_number FROM organisations_staffidentity WHERE id = %s)"
                " WHERE id = %s",
                [first.pk, second.pk],
            )
        moved = StaffIdentity.rows.get(pk=second.pk)

        with pytest.raises(CiphertextRefused):
            _ = moved.personal_identity_number


def test_the_same_text_never_gives_the_same_ciphertext() -> None:
    assert seal_text("a", place="x") != seal_text("a", place="x")


def test_a_damaged_ciphertext_is_refused() -> None:
    sealed = bytearray(seal_text("a", place="x"))
    sealed[-1] ^= 1

    with pytest.raises(CiphertextRefused):
        open_text(bytes(sealed), place="x")


def test_an_old_key_still_opens_after_a_new_one_has_come() -> None:
    old, new = bytes(32), bytes(range(32))
    with override_settings(FIELD_KEYS={1: old}):
        sealed = seal_text("hej", place="x")

    with override_settings(FIELD_KEYS={2: new, 1: old}):
        assert open_text(sealed, place="x") == "hej"
        assert seal_text("hej", place="x")[0] == 2
    with override_settings(FIELD_KEYS={2: new}), pytest.raises(CiphertextRefused):
        open_text(sealed, place="x")


def test_the_blind_index_finds_equals_and_differs_between_purposes_and_keys() -> None:
    assert blind_index(NUMBER, purpose="human") == blind_index(NUMBER, purpose="human")
    assert blind_index(NUMBER, purpose="human") != blind_index(NUMBER, purpose="other")
    with override_settings(FIELD_INDEX_KEY=b"another"):
        other = blind_index(NUMBER, purpose="human")
    assert other != blind_index(NUMBER, purpose="human")
    assert str(uuid4()) not in other
