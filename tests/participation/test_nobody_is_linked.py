"""Two hundred answers, and somebody who holds the database, the codes in print order and the log of visits.

Everybody answers in the order in which the slips were printed: the best case for whoever wants to know. Each
answer is unlike every other, so that a right guess is known for one. Chance alone gives one right guess; five
are allowed, and a database that keeps any order gives two hundred. The shuffling is seeded, so the test says
the same every time.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from random import Random
from typing import Any, Final
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection

from kraftsamling.confidentiality.fields import open_text
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.participation import services
from kraftsamling.participation.models import Survey, SurveyStatus
from kraftsamling.participation.questions import KEYS, Series
from kraftsamling.participation.survey_tables import Receipt
from kraftsamling.participation.words_tables import PLACE
from tests.support import template, world
from tests.support.database import as_owner, stay_owner, switch_to_app
from tests.support.world import fixed

PEOPLE: Final = 200
NIGHTS: Final = 5
ALLOWED: Final = 5
GRANBY: Final = fixed("granby")
# Everybody adds something too, and each adds something else: the worst case for whoever wrote.
SAID_IN_WORDS: Final = [f"Ord nummer {number}." for number in range(PEOPLE)]
MORNING: Final = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)

Said = tuple[int | None, ...]


@dataclass
class Held:
    """Everything an attacker holds at one moment. Rows come as (answer or digest, ctid, xmin, cmin, id)."""

    waiting: list[dict[str, Any]]
    moved: list[dict[str, Any]]
    codes: list[dict[str, Any]]
    words: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Story:
    """What really happened, and what is held of it."""

    said: list[Said] = field(default_factory=list)
    digests: list[bytes] = field(default_factory=list)
    by_day: Held | None = None
    by_night: Held | None = None
    sequences_moved: bool = True
    files_moved: bool = True


def rows_of(table: str, what: str) -> list[dict[str, Any]]:
    """A table in the order that it lies in, with the columns that nobody thinks of."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {what}, ctid::text AS ctid, xmin::text::bigint AS xmin, cmin::text::bigint AS cmin"
            f" FROM {table}"
        )
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def held_now() -> Held:
    return Held(
        rows_of("participation_waitinganswer", "answers, id"),
        rows_of("participation_answer", "answers, id"),
        rows_of("participation_surveycode", "digest"),
        [
            {
                **row,
                "table": table,
                "said": SAID_IN_WORDS.index(open_text(bytes(row["text"]), place=PLACE)),
            }
            for table in ("freewords", "waitingwords")
            for row in rows_of(f"participation_{table}", "text, id")
        ],
    )


def sequences() -> list[Any]:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT sequencename, last_value FROM pg_sequences ORDER BY 1")
        return cursor.fetchall()


def files() -> list[tuple[str, float]]:
    """Every file of the product's own, with the time it was written."""
    return sorted(
        (str(path), path.stat().st_mtime)
        for path in Path(settings.DATA).rglob("*")
        if path.is_file()
    )


def play() -> Story:
    """Five days with forty answers each, and five nights; everything is committed, as in life."""
    story, chance = Story(), Random(7)  # noqa: S311 - the same every time
    every = [
        said
        for said in product((0, 1, 2, 3, 4, None), repeat=3)
        if any(v is not None for v in said)
    ]
    story.said = chance.sample(every, PEOPLE)
    with as_owner():
        survey = Survey.rows.create(
            space_id=fixed("space granby"), authority_id=GRANBY, status=SurveyStatus.OPEN
        )
    with acting_for(GRANBY):
        codes = services.hand_out(
            survey, unit_id=fixed("granby Utredning 1"), series=Series.PARENT, count=PEOPLE,
            today=MORNING.date(),
        )  # fmt: skip
    story.digests = [services.digest_in_use(code) or b"" for code in codes]
    before = sequences(), files()
    for day in range(NIGHTS):
        for number in range(day * PEOPLE // NIGHTS, (day + 1) * PEOPLE // NIGHTS):
            at = MORNING + timedelta(days=day, minutes=number)
            answers = dict(zip(KEYS, story.said[number], strict=True))
            given = {key: value for key, value in answers.items() if value is not None}
            sent = services.submit_answers(codes[number], given, at=at, words=SAID_IN_WORDS[number])
            assert sent.receipt is Receipt.STORED
        if day == NIGHTS - 1:
            story.by_day = held_now()
            story.sequences_moved = sequences() != before[0]
            story.files_moved = files() != before[1]
        with acting_for(GRANBY):
            services.move_waiting_answers(GRANBY, at=MORNING + timedelta(days=day, hours=18))
    story.by_night = held_now()
    return story


@pytest.fixture(scope="module")
def story(django_db_setup: None, django_db_blocker: Any) -> Iterator[Story]:
    """Played once, in a database of its own."""
    with django_db_blocker.unblock():
        stay_owner()
        made = template.ensure("tests", world.build)
        with (
            template.clone(made, f"linker_{os.getpid()}") as name,
            template.django_uses(name),
        ):
            switch_to_app()
            with connection.cursor() as cursor:
                cursor.execute("SELECT setseed(0.25)")
            yield play()
            stay_owner()
        switch_to_app()


Key = Callable[[dict[str, Any]], Any]


def place(row: dict[str, Any]) -> tuple[int, int]:
    page, line = row["ctid"].strip("()").split(",")
    return int(page), int(line)


ORDERS: Final[dict[str, Key | None]] = {
    "as the table lies": None,
    "by ctid": place,
    "by xmin, then ctid": lambda row: (row["xmin"], place(row)),
    "by xmin, then cmin": lambda row: (row["xmin"], row["cmin"], place(row)),
    "by ctid from the end": lambda row: tuple(-part for part in place(row)),
}


def ordered(rows: Sequence[dict[str, Any]], key: Key | None) -> list[dict[str, Any]]:
    return list(rows) if key is None else sorted(rows, key=key)


def said_in(row: dict[str, Any]) -> Said:
    answers = row["answers"]
    given = json.loads(answers) if isinstance(answers, str) else answers
    return tuple(given.get(question) for question in KEYS)


def answers_in_order(held: Held, key: Key | None) -> list[Said]:
    """What has moved came before what waits."""
    return [said_in(row) for row in [*ordered(held.moved, key), *ordered(held.waiting, key)]]


def right(guessed: Sequence[Said], truth: Sequence[Said]) -> int:
    return sum(guess == said for guess, said in zip(guessed, truth, strict=True))


def moment(story: Story, name: str) -> Held:
    held = getattr(story, name)
    assert isinstance(held, Held)
    assert len(held.moved) + len(held.waiting) == PEOPLE
    return held


@pytest.mark.parametrize("when", ["by_day", "by_night"])
@pytest.mark.parametrize("order", ORDERS)
def test_no_order_of_the_answers_tells_when_they_were_given(
    story: Story, when: str, order: str
) -> None:
    guessed = answers_in_order(moment(story, when), ORDERS[order])

    assert right(guessed, story.said) <= ALLOWED
    assert right(guessed[::-1], story.said) <= ALLOWED


@pytest.mark.parametrize("when", ["by_day", "by_night"])
@pytest.mark.parametrize("order", ORDERS)
def test_no_order_of_the_codes_tells_when_they_were_used(
    story: Story, when: str, order: str
) -> None:
    used = [bytes(row["digest"]) for row in ordered(moment(story, when).codes, ORDERS[order])]

    assert sum(a == b for a, b in zip(used, story.digests, strict=True)) <= ALLOWED


@pytest.mark.parametrize("when", ["by_day", "by_night"])
@pytest.mark.parametrize("of_answers", ORDERS)
@pytest.mark.parametrize("of_codes", ORDERS)
def test_no_order_of_both_pairs_a_code_with_its_answer(
    story: Story, when: str, of_answers: str, of_codes: str
) -> None:
    held = moment(story, when)
    said_with = dict(zip(story.digests, story.said, strict=True))
    codes = [said_with[bytes(row["digest"])] for row in ordered(held.codes, ORDERS[of_codes])]

    assert right(answers_in_order(held, ORDERS[of_answers]), codes) <= ALLOWED


@pytest.mark.parametrize("when", ["by_day", "by_night"])
@pytest.mark.parametrize("order", ORDERS)
def test_no_order_of_the_words_tells_when_they_were_written(
    story: Story, when: str, order: str
) -> None:
    guessed = [row["said"] for row in ordered(moment(story, when).words, ORDERS[order])]

    assert len(guessed) == PEOPLE
    assert sum(said == number for number, said in enumerate(guessed)) <= ALLOWED
    assert sum(said == number for number, said in enumerate(guessed[::-1])) <= ALLOWED


@pytest.mark.parametrize("when", ["by_day", "by_night"])
@pytest.mark.parametrize("of_words", ORDERS)
@pytest.mark.parametrize("of_answers", ORDERS)
def test_no_order_of_both_ties_words_to_the_answer_they_came_with(
    story: Story, when: str, of_words: str, of_answers: str
) -> None:
    held = moment(story, when)
    came_with = [story.said[row["said"]] for row in ordered(held.words, ORDERS[of_words])]

    assert right(answers_in_order(held, ORDERS[of_answers]), came_with) <= ALLOWED


@pytest.mark.parametrize("when", ["by_day", "by_night"])
@pytest.mark.parametrize("of_words", ORDERS)
@pytest.mark.parametrize("of_codes", ORDERS)
def test_no_order_of_both_ties_words_to_a_code(
    story: Story, when: str, of_words: str, of_codes: str
) -> None:
    held = moment(story, when)
    number_of = {digest: number for number, digest in enumerate(story.digests)}
    used = [number_of[bytes(row["digest"])] for row in ordered(held.codes, ORDERS[of_codes])]
    said = [row["said"] for row in ordered(held.words, ORDERS[of_words])]

    assert sum(a == b for a, b in zip(used, said, strict=True)) <= ALLOWED


@pytest.mark.parametrize("when", ["by_day", "by_night"])
def test_no_id_of_words_is_an_id_of_an_answer(story: Story, when: str) -> None:
    held = moment(story, when)

    assert not {row["id"] for row in held.words} & {
        row["id"] for row in [*held.moved, *held.waiting]
    }


@pytest.mark.parametrize("when", ["by_day", "by_night"])
def test_no_transaction_wrote_few_answers_or_few_codes(story: Story, when: str) -> None:
    """A code and an answer of one small transaction would belong together; so would those of one day."""
    held = moment(story, when)
    freed = [row for row in held.words if row["table"] == "freewords"]
    still = [row for row in held.words if row["table"] == "waitingwords"]
    for rows in (held.waiting, held.moved, held.codes, freed, still):
        sizes = [sum(row["xmin"] == each for row in rows) for each in {row["xmin"] for row in rows}]
        assert not rows or min(sizes) == len(rows)


def test_ids_are_random_and_no_counter_or_file_has_moved(story: Story) -> None:
    for held in (moment(story, "by_day"), moment(story, "by_night")):
        assert {
            UUID(str(row["id"])).version for row in [*held.moved, *held.waiting, *held.words]
        } == {4}
    assert not story.sequences_moved
    assert not story.files_moved


def test_the_linker_finds_everybody_where_order_is_kept(story: Story) -> None:
    """The test can fail: rows in the order they came are linked, all of them."""
    rows = [
        {"answers": dict(zip(KEYS, said, strict=True)), "ctid": f"({n // 60},{n % 60})",
         "xmin": n, "cmin": 0}
        for n, said in enumerate(story.said)
    ]  # fmt: skip

    for order, key in ORDERS.items():
        found = right(answers_in_order(Held([], rows, []), key), story.said)
        assert found == (PEOPLE if "end" not in order else 0), order
