"""Whole pages in the three frames, with an invented shell, for the tests of the look."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any, Final

from django.template import engines
from django.template.loader import get_template
from django.utils import translation

from kraftsamling.common.gallery import content
from kraftsamling.common.parts import Link

TODAY: Final = date(2026, 11, 24)
ERROR_PAGES: Final = ("400", "403", "404", "500", "503", "csrf_403")


def _item(label: str, icon: str, *, current: bool = False, count: int = 0) -> SimpleNamespace:
    return SimpleNamespace(label=label, url=f"/{icon}/", icon=icon, current=current, count=count)


MENU: Final = [
    _item("Idag", "idag", current=True),
    _item("Ärenden", "arenden", count=14),
    _item("Placeringar", "placeringar", count=3),
    _item("Delaktighet", "delaktighet"),
    _item("Planer", "plan"),
]


def shell(**changes: Any) -> SimpleNamespace:
    """The frame of an invented person; change what a test is about."""
    values: dict[str, Any] = {
        "site_name": "Lindsjö kommun",
        "authority_name": "socialnämnden i Lindsjö kommun",
        "logged_in": True,
        "person_name": "Amina Lindqvist",
        "person_initials": "AL",
        "role_name": "Socialsekreterare, utredning 2",
        "area": "Barn och unga, myndighetsutövning",
        "menu": MENU,
        "bottom_menu": MENU[:3],
        "public_menu": [Link("Planen", "/planer/oppna/"), Link("Besök", "/besok/", True)],
        "demo": True,
        "demo_person": "Amina Lindqvist",
        "other_language_url": "/en/idag/",
        "other_language_label": "In English",
        "other_language_code": "en",
        "search_url": "/sok/",
        "crisis": {"title": "Krisläge sedan 16 november", "text": "Steg 2 gäller.", "url": "/k/"},
    }
    return SimpleNamespace(**{**values, **changes})


STAFF: Final = """
{% extends "base_staff.html" %}
{% block lead %}Tisdag. <strong>Tre saker måste bli gjorda i dag.</strong>{% endblock %}
{% block actions %}{% include "components/button.html" with label="Skriv" url="#s" only %}{% endblock %}
{% block content %}
<section class="sektion" aria-labelledby="forst"><h2 id="forst">Gör först</h2>
{% include "components/worklist.html" with items=work only %}</section>
<section class="sektion" aria-labelledby="mina"><h2 id="mina">Mina ärenden</h2>
{% include "components/table.html" with label="Mina ärenden" columns=columns rows=rows only %}
</section>{% endblock %}
{% block aside %}<section aria-labelledby="moten"><h2 id="moten">Möten i dag</h2>
{% include "components/times.html" with items=times only %}</section>{% endblock %}
"""
PUBLIC: Final = """
{% extends "base_public.html" %}
{% block title %}Så går det{% endblock %}
{% block heading %}Så går det i Lindsjö{% endblock %}
{% block content %}{% include "components/stat.html" with items=stats only %}{% endblock %}
"""
SURVEY: Final = """
{% extends "base_plain.html" %}{% load kraft %}
{% block body_class %}ensak enkat{% endblock %}
{% block title %}Fråga 1 av 3{% endblock %}
{% block main %}<form id="f"><fieldset><legend><span class="steg">Fråga 1 av 3</span>
<h1>Har de som jobbar på soc lyssnat på dig?</h1></legend><div class="svar">
<label><input type="radio" name="s" value="4">{% face 4 %}<span>Ja</span></label>
<label><input type="radio" name="s" value="1">{% face 1 %}<span>Nej</span></label></div>
</fieldset></form>{% endblock %}
{% block footer %}<footer class="kb"><button class="ds-button" form="f">Nästa fråga</button></footer>
{% endblock %}
"""
SEND: Final = """
{% extends "base_plain.html" %}
{% block title %}Skicka{% endblock %}{% block heading %}Skicka{% endblock %}
{% block content %}<form method="post" action="/tog-emot/">
{% include "components/button.html" with label="Skicka" busy="Skickar …" only %}</form>{% endblock %}
"""


def render_text(source: str, **context: Any) -> str:
    """A template written in the test, in Swedish."""
    with translation.override("sv"):
        return engines["django"].from_string(source.strip()).render(context)


def render_file(name: str, **context: Any) -> str:
    """A template of the package, in Swedish, without any context processor."""
    with translation.override("sv"):
        return get_template(name).render(context)


def component(name: str, **context: Any) -> str:
    """One component on its own."""
    return render_file(f"components/{name}.html", **context)


def all_pages() -> dict[str, str]:
    """Path and HTML of every sample page."""
    samples = content(TODAY)
    page = SimpleNamespace(
        title="God morgon, Amina",
        breadcrumb=samples["breadcrumb"],
        tabs=samples["tabs"],
        confirmation=samples["confirmation"],
        data_age="Ärendena är från kl. 9.15.",
    )
    pages = {
        "/idag/": render_text(STAFF, shell=shell(), page=page, csrf_token="c" * 32, **samples),
        "/oppet/": render_text(PUBLIC, shell=shell(demo_person=""), **samples),
        "/fraga/": render_text(SURVEY, shell=shell()),
        "/skicka/": render_text(SEND),
        "/komponenter/": render_file(
            "common/gallery.html", shell=shell(), schemes=[Link("Ljust", "#l", True)], **samples
        ),
    }
    for name in ERROR_PAGES:
        pages[f"/fel-{name}/"] = render_file(f"{name}.html")
    return pages
