"""What one test leaves behind is not what the next one begins with."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import get_language


@pytest.mark.django_db
@pytest.mark.parametrize("time", ["first", "again"])
def test_an_english_page_leaves_nobody_else_in_english(time: str) -> None:
    assert (get_language(), reverse("today")) == ("sv", "/idag/"), time

    assert Client().get("/en/").headers["Content-Language"] == "en"
