"""The 290 municipalities and 21 counties, from the official lists in `data/`."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from kraftsamling.common.sorting import sort_key

DATA: Final = Path(__file__).with_name("data")


def _rows(file: str) -> Iterator[dict[str, str]]:
    with (DATA / file).open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def load_places(county: Any, municipality: Any) -> None:
    """Write the lists with the given model classes (a migration's, or today's). Twice changes nothing."""
    for row in _rows("regions.csv"):
        county.objects.update_or_create(
            code=row["code"],
            defaults={"name": row["name"], "region_name": row["region_organisation"]},
        )
    for row in _rows("municipalities.csv"):
        municipality.objects.update_or_create(
            code=row["code"],
            defaults={
                "name": row["name"],
                "county_id": row["county_code"],
                "sort_key": sort_key(row["name"]),
            },
        )
