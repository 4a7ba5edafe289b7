"""A search is written down with what was searched for, sealed, and with how many it found, also none."""

from __future__ import annotations

from django.db import transaction

from kraftsamling.casework.models import PersonSearch
from kraftsamling.casework.rules.case_search import Query, Refused
from kraftsamling.casework.selectors.person_search import Hits, people_named
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances


@transaction.atomic
def search(text: str, query: Query, *, by: Actor, at: Circumstances) -> Hits:
    """Find people. A text that the law has no search by finds nobody and is not kept."""
    if isinstance(query, Refused):
        return Hits([])
    hits = people_named(query, by, at=at)
    assert by.authority_id is not None
    assert by.membership_id is not None
    PersonSearch.rows.create(
        authority_id=by.authority_id,
        membership_id=by.membership_id,
        at=at.now,
        words=text,
        hits=len(hits.persons),
    )
    return hits
