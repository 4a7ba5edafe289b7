"""Which ground keeps a thing back, for whom, and what a text may not hold."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kraftsamling.casework.rules.extracts import (
    AFTER_READING,
    Ground,
    Kind,
    Reader,
    Secrets,
    Thing,
    To,
    ground_for,
    secrets_of,
)

DAY = date(2026, 3, 2)


def ground(
    text: str = "Hembesök.",
    to: To = To.CUSTODIAN,
    *,
    secrets: Secrets | None = None,
    shielded: bool = False,
    **thing: Any,
) -> Ground | None:
    reader = Reader(to, shielded, secrets or Secrets())
    return ground_for(Thing("NOTE:1:0", Kind.NOTE, DAY, text, **thing), reader)


def secret(**words: Any) -> Secrets:
    return secrets_of(**{"reporters": [], "family": [], "places": [], "withheld": [], **words})


def test_what_nothing_keeps_back_is_given() -> None:
    assert [ground(to=to) for to in To] == [None, None, None]


@pytest.mark.parametrize(
    ("thing", "expected"),
    [
        ({"withheld": True}, Ground.WITHHELD),
        ({"is_unfinished": True}, Ground.UNFINISHED),
        ({"for_staff": True}, Ground.STAFF),
        ({"of_others": True}, Ground.CONFIDENCE),
        ({"from_private": True}, Ground.MAYBE_REPORTER),
        ({"shielded": True}, Ground.PROTECTED),
        ({"withheld": True, "of_others": True, "shielded": True}, Ground.WITHHELD),
    ],
)
def test_each_ground_keeps_a_thing_from_a_custodian(
    thing: dict[str, Any], expected: Ground
) -> None:
    assert ground(**thing) is expected


def test_what_is_kept_from_custodians_is_the_childs_own_and_nobody_elses() -> None:
    assert ground(to=To.SUBJECT, withheld=True) is None
    assert ground(to=To.OTHER, withheld=True) is Ground.WITHHELD
    assert ground(to=To.OTHER, of_child=True) is Ground.CONFIDENCE
    assert ground(to=To.CUSTODIAN, of_child=True) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hon sa att JAG är rädd för  mamma\npå kvällarna, ofta.", Ground.WITHHELD),
        ("Hon är inte rädd.", None),
        ("Gertrud Ask ringde.", Ground.REPORTER),
        ("gertrud\nask ringde", Ground.REPORTER),
        ("Gertrud ringde.", Ground.MAYBE_REPORTER),
        ("Ask är ett träd.", Ground.MAYBE_REPORTER),
        ("Askan låg kvar.", None),
        ("Lund ringde.", None),
        ("Ring 070-174 06 09.", Ground.REPORTER),
        ("Hem till hemliga vägen 4.", Ground.PLACE),
    ],
)
def test_words_that_may_not_be_read_keep_the_whole_text(text: str, expected: Ground | None) -> None:
    secrets = secret(
        reporters=["Gertrud Ask", "Ada Lund"], contacts=["070-174 06 09"], family=["Ebba Lund"],
        places=["Hemliga vägen 4", ""], withheld=["Jag är rädd för mamma på kvällarna. Kort."],
    )  # fmt: skip

    assert ground(text, secrets=secrets) is expected


def test_a_child_may_read_its_own_words_but_not_who_reported() -> None:
    secrets = secret(reporters=["Gertrud Ask"], withheld=["Jag är rädd för mamma på kvällarna."])

    assert ground("Jag är rädd för mamma på kvällarna.", To.SUBJECT, secrets=secrets) is None
    assert ground("Gertrud Ask ringde.", To.SUBJECT, secrets=secrets) is Ground.REPORTER


def test_nobody_can_set_aside_what_always_holds() -> None:
    assert AFTER_READING.isdisjoint(
        {Ground.WITHHELD, Ground.REPORTER, Ground.PLACE, Ground.UNFINISHED, Ground.STAFF}
    )
