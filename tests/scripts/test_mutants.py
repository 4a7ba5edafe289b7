"""The mutants are those of today's code: one that cannot be planted proves nothing, and stops the rest."""

from __future__ import annotations

import pytest
from scripts.mutants import MUTANTS, ROOT, Mutant


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.kind)
def test_a_mutant_can_be_planted_and_has_a_test_that_is_there(mutant: Mutant) -> None:
    assert mutant.before in (ROOT / mutant.file).read_text(encoding="utf-8")
    assert mutant.script or (ROOT / mutant.tests.split()[0]).exists()


def test_each_mutant_has_a_name_of_its_own() -> None:
    assert len({each.kind for each in MUTANTS}) == len(MUTANTS)
