"""Every row of both seed texts that has an address opens there, and says what it should."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from tests.support.visitor import Visitor

DOCUMENT: Final = Path(__file__).resolve().parents[2] / "docs" / "seeds-in-the-product.md"
ROW: Final = re.compile(r"^\| ([TJ]\d+) \|([^|]+)\|([^|]*)\|([^|]*)\|([^|]*)\|$", re.MULTILINE)
ROWS: Final = [
    tuple(part.strip() for part in match.groups())
    for match in ROW.finditer(DOCUMENT.read_text(encoding="utf-8"))
]


def test_every_row_of_both_seeds_is_listed_once() -> None:
    numbers = [row[0] for row in ROWS]

    assert numbers == [f"T{n}" for n in range(1, 34)] + [f"J{n}" for n in range(1, 28)]


@pytest.mark.parametrize("row", [row for row in ROWS if row[2]], ids=lambda row: str(row[0]))
def test_the_row_opens_and_says_so(row: tuple[str, ...], visitor: Callable[..., Visitor]) -> None:
    from kraftsamling.demo.world.casework import STORY, case_id
    from kraftsamling.demo.world.family import DETECTED, adult_case_id
    from kraftsamling.demo.world.help_year import home_visits_id
    from kraftsamling.demo.world.places import fixed
    from kraftsamling.demo.world.plan import plan_id

    _number, _what, path, who, words = row
    somebody = visitor()
    status = somebody.open(
        path.format(
            plan=plan_id(),
            region=fixed("region"),
            hogskolan=fixed("hogskolan"),
            vuxen=adult_case_id(DETECTED),
            wilma=case_id("wilma"),
            hembesok=home_visits_id(),
            case=case_id(STORY),
        ),
        who=who,
    )

    assert status == 200
    # The spaces in a number hold it together on the page; the table of the seeds has plain ones.
    assert words in " ".join(somebody.page.locator("body").inner_text().split())
