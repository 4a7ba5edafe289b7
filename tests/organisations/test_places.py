"""The official places are there, all of them."""

import pytest

from kraftsamling.organisations.models import County, Municipality

pytestmark = pytest.mark.django_db


def test_there_are_290_municipalities_and_21_counties() -> None:
    assert Municipality.objects.filter(is_invented=False).count() == 290
    assert County.objects.count() == 21


def test_every_municipality_lies_in_its_county() -> None:
    assert Municipality.objects.get(name="Tyresö").county.name == "Stockholms län"
    assert Municipality.objects.get(name="Jönköping").county.name == "Jönköpings län"


def test_swedish_letters_come_last() -> None:
    names = list(
        Municipality.objects.filter(is_invented=False)
        .order_by("sort_key")
        .values_list("name", flat=True)
    )

    assert names[0] == "Ale"
    assert names[-1].startswith("Ö")
    assert names.index("Zinkgruvan" if "Zinkgruvan" in names else "Ystad") < names.index("Åmål")
