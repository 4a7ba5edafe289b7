"""What the invented parents, young people and children have answered, month by month.

Lindsjö: two years, about 55 answers from parents a month, fewer in summer and at Christmas, more as the slip
becomes known, and a change in the twelfth month: Signs of Safety in all groups. Ekhamra: five answers a month.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Final
from uuid import UUID

from kraftsamling.demo.world.places import fixed
from kraftsamling.indicators.models import MarkedChange
from kraftsamling.indicators.rules.periods import Length, Period
from kraftsamling.participation.models import (
    Answer,
    FreeWords,
    HandedOut,
    SharedKind,
    Survey,
    SurveyStatus,
)
from kraftsamling.participation.questions import Series
from kraftsamling.participation.sharing import share
from kraftsamling.participation.statuses import WordsState
from kraftsamling.participation.words_tables import sealed

MONTHS: Final = 24
CHANGE_AFTER: Final = 12
# Share of parents who could propose changes, in per cent, month by month.
PROPOSE: Final = (
    52, 55, 49, 57, 51, 54, 50, 56, 53, 48, 55, 54,
    57, 61, 58, 63, 60, 65, 62, 64, 66, 63, 69, 68,
)  # fmt: skip
LISTENED: Final = (
    80, 82, 79, 81, 83, 80, 78, 82, 81, 80, 83, 79,
    81, 80, 82, 79, 81, 83, 80, 82, 79, 81, 80, 81,
)  # fmt: skip
RESPECT: Final = (
    87, 86, 88, 85, 87, 89, 86, 87, 88, 86, 85, 87,
    88, 86, 87, 89, 87, 85, 88, 86, 87, 88, 86, 87,
)  # fmt: skip
# How many answer in each month of the year, January first, in per cent of the usual.
SEASON: Final = (100, 102, 104, 101, 103, 96, 74, 90, 104, 106, 104, 92)
GROWTH: Final = (95, 106)
"""From the first month to the last, in per cent: more and more units put the slip in their letters."""
SLIPS_PER_ANSWER: Final = 1.55
SHARED: Final = (
    (
        SharedKind.KIOSK,
        "Mottagning",
        "Surfplattan i receptionen",
        {Series.PARENT: 20, Series.YOUNG: 10, Series.CHILD: 10},
    ),
    (SharedKind.GROUP, "Öppenvård", "Föräldrakafé", {Series.PARENT: 25}),
)


@dataclass(frozen=True)
class Stream:
    """How many answers a unit gets in a month."""

    place: str
    series: Series
    unit: str
    a_month: int


STREAMS: Final = (
    Stream("lindsjo", Series.PARENT, "Mottagning", 14),
    Stream("lindsjo", Series.PARENT, "Utredning 1", 15),
    Stream("lindsjo", Series.PARENT, "Utredning 2", 14),
    Stream("lindsjo", Series.PARENT, "Öppenvård", 9),
    Stream("lindsjo", Series.PARENT, "Familjehem", 1),
    Stream("lindsjo", Series.PARENT, "Ungdom", 2),
    Stream("lindsjo", Series.YOUNG, "Utredning 1", 6),
    Stream("lindsjo", Series.YOUNG, "Utredning 2", 5),
    Stream("lindsjo", Series.YOUNG, "Ungdom", 7),
    Stream("lindsjo", Series.CHILD, "Utredning 1", 6),
    Stream("lindsjo", Series.CHILD, "Utredning 2", 5),
    Stream("ekhamra", Series.PARENT, "Mottagning och utredning", 5),
)


def months(today: date) -> list[Period]:
    """The two years that have answers. A month that has just begun has none of its own yet."""
    newest = Period.containing(today, Length.MONTH)
    if today.day < 8:
        newest = newest.previous()
    return list(newest.shifted(1 - MONTHS).until(newest))


def survey_id(place: str) -> UUID:
    """The id of a place's survey."""
    return fixed(f"survey {place}")


def build(today: date) -> None:
    """Surveys, answers, counts of slips, and the marked change."""
    periods = months(today)
    for place in ("lindsjo", "ekhamra"):
        Survey.rows.create(
            id=survey_id(place),
            space_id=fixed(f"space {place}"),
            authority_id=fixed(place),
            status=SurveyStatus.OPEN,
            opened_on=periods[0].first_day,
        )
    answers, handed = all_answers(today)
    Answer.objects.bulk_create(answers)
    _count_slips(handed)
    _own_words(today)
    MarkedChange.rows.create(
        authority_id=fixed("lindsjo"),
        on=periods[CHANGE_AFTER].first_day,
        label="Signs of Safety i alla grupper",
    )


Handed = dict[tuple[str, str, str, date], int]
Left = dict[tuple[str, str, date, str], float]


def all_answers(today: date) -> tuple[list[Answer], Handed]:
    """Every answer, not yet stored and in no order, and how many slips each unit has been given."""
    chance = Random("tre frågor")  # noqa: S311 - an invented world that is the same every time
    answers: list[Answer] = []
    handed: Handed = {}
    left: Left = {}
    for stream in STREAMS:
        for index, period in enumerate(months(today)):
            count = _in_month(stream, index, period, today)
            quarter = period.within(Length.QUARTER).first_day
            key = (stream.place, stream.unit, stream.series, quarter)
            handed[key] = handed.get(key, 0) + round(count * SLIPS_PER_ANSWER)
            answers += _answers(stream, index, period, count, chance, left)
    # A unit that got fewer than ten slips in a quarter is counted with the unit above (survey_move).
    for answer, above in _rolled_up(answers, handed):
        answer.unit_id = above
    chance.shuffle(answers)
    return answers, handed


# Invented. What is shown has been read by Leila; two texts wait for her.
WORDS: Final = (
    (
        Series.PARENT,
        "Ni frågade vad vi själva trodde skulle hjälpa. Det har ingen gjort förut.",
        True,
    ),
    (Series.PARENT, "Det tog lång tid innan någon ringde. Sedan blev det bra.", True),
    (Series.PARENT, "Jag hade velat få frågorna innan mötet.", True),
    (Series.YOUNG, "Bra att vi kunde gå ut och gå i stället för att sitta i rummet.", True),
    (Series.PARENT, "Brevet var lätt att förstå den här gången.", False),
    (
        Series.PARENT,
        "Min granne verkar inte ha det bra med sina barn. Någon borde titta till dem.",
        False,
    ),
)


def _own_words(today: date) -> None:
    """Texts of the quarter that is over, apart from all answers."""
    quarter = Period.containing(today, Length.QUARTER).previous()
    FreeWords.objects.bulk_create(
        FreeWords(
            survey_id=survey_id("lindsjo"),
            authority_id=fixed("lindsjo"),
            series=series,
            quarter_starts_on=quarter.first_day,
            text=sealed(text),
            state=WordsState.SHOWN if read else WordsState.UNREAD,
            decided_on=today - timedelta(days=20) if read else None,
            decided_by=fixed("user leila") if read else None,
        )
        for series, text, read in WORDS
    )


def build_shared(now: datetime) -> None:
    """A tablet in Lindsjö's reception and a code for its café, open for as long as anybody tries the demo."""
    for kind, unit, occasion, caps in SHARED:
        share(
            Survey.rows.get(pk=survey_id("lindsjo")),
            kind=kind,
            unit_id=fixed(f"lindsjo/{unit}"),
            occasion=occasion,
            caps=caps,
            closes_at=now + timedelta(days=365),
            key=fixed(f"shared {kind}"),
            by=fixed("user leila"),
            at=now,
        )


def _in_month(stream: Stream, index: int, period: Period, today: date) -> int:
    """How many answer; the running month only so far. A place with five a month has no season to see."""
    usual = float(stream.a_month)
    if stream.place == "lindsjo":
        first, last = GROWTH
        growth = first + (last - first) * index / (MONTHS - 1)
        usual *= SEASON[period.first_month - 1] / 100 * growth / 100
    if today in period:
        usual *= today.day / period.last_day.day
    return round(usual)


def _answers(
    stream: Stream, index: int, period: Period, count: int, chance: Random, left: Left
) -> Iterator[Answer]:
    """`count` answers. All units of a month together come as close to its shares as whole persons allow."""
    percents = {
        "listened": LISTENED[index],
        "respect": RESPECT[index],
        "propose": _proposing(stream, index),
    }
    values = {}
    for question, percent in percents.items():
        key = (stream.place, stream.series, period.first_day, question)
        exact = percent * count / 100 + left.get(key, 0.0)
        positive = min(max(round(exact), 0), count)
        left[key] = exact - positive
        values[question] = _values(positive, count, chance)
    for number in range(count):
        yield Answer(
            survey_id=survey_id(stream.place),
            authority_id=fixed(stream.place),
            unit_id=fixed(f"{stream.place}/{stream.unit}"),
            series=stream.series,
            month=period.first_day,
            answers={question: given[number] for question, given in values.items()},
        )


def _proposing(stream: Stream, index: int) -> int:
    """Young people answer a little lower than parents, and a small municipality has had no change."""
    if stream.place == "ekhamra":
        return (58, 62, 55, 60)[index % 4]
    return PROPOSE[index] - (4 if stream.series != Series.PARENT else 0)


def _values(positive: int, count: int, chance: Random) -> Sequence[int]:
    values = [4 if chance.random() < 0.6 else 3 for _ in range(positive)]
    values += [2 if chance.random() < 0.6 else 1 for _ in range(count - positive)]
    chance.shuffle(values)
    # One in thirty does not know; that is counted apart.
    return [0 if chance.random() < 1 / 30 else value for value in values]


def _rolled_up(answers: list[Answer], handed: Handed) -> Iterator[tuple[Answer, UUID]]:
    few = {
        (fixed(f"{place}/{unit}"), series, quarter)
        for (place, unit, series, quarter), count in handed.items()
        if count < 10
    }
    above = {
        fixed("lindsjo"): fixed("lindsjo/Barn och unga"),
        fixed("ekhamra"): fixed("ekhamra/Barn och unga"),
    }
    for answer in answers:
        quarter = Period.containing(answer.month, Length.QUARTER).first_day
        if (answer.unit_id, answer.series, quarter) in few:
            yield answer, above[answer.authority_id]


def _count_slips(handed: Handed) -> None:
    for (place, unit, series, quarter), count in handed.items():
        HandedOut.rows.create(
            authority_id=fixed(place),
            unit_id=fixed(f"{place}/{unit}"),
            series=series,
            quarter_starts_on=quarter,
            count=count,
        )
