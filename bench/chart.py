"""A control chart of 60 points: both drawings, the legend and the table twin."""

from __future__ import annotations

import os
import re
from datetime import date
from time import process_time

import django
from django.conf import settings

from bench.table import Row, median_ms
from kraftsamling.indicators.charts import draw
from kraftsamling.indicators.rules.changes import Change
from kraftsamling.indicators.rules.control_charts import Better, p_chart
from kraftsamling.indicators.rules.figures import Hidden, Share, Shown
from kraftsamling.indicators.rules.periods import Point, month

POINTS = 60
BOUND_MS = 5.0


def run() -> list[Row]:
    """Geometry and rendering of one chart, against joining as many finished strings."""
    _django()
    from django.template.loader import get_template

    from kraftsamling.indicators.chart_words import chart_words

    template = get_template("indicators/charts/p_chart.html")
    chart = p_chart(
        [
            Point(
                month(2021, 12).shifted(i),
                # Every n differs, so that the limits step at each point; some are hidden.
                Hidden() if i % 17 == 9 else Shown(Share(24 + i * 7 % 11, 50 + i * 13 % 23)),
            )
            for i in range(POINTS)
        ],
        better=Better.HIGHER,
        changes=[Change(date(2023, 12, 1), "Signs of Safety i alla grupper")],
    )

    def make() -> str:
        picture = draw(
            chart,
            chart_id="bench",
            title="Andel som fått föreslå förändringar, per månad",
            name="Föräldrar, fått föreslå förändringar",
            words=chart_words(),
        )
        return template.render({"picture": picture})

    html = make()
    assert html.count("<tr>") == POINTS + 1
    pieces = re.split(r"(?<=>)", html)
    took = median_ms(make, times=50, clock=process_time)
    floor = median_ms(lambda: "".join(pieces), times=50, clock=process_time)
    return [
        Row(
            name=f"Chart of {POINTS} points",
            value=took,
            unit="ms of processor time",
            floor_name=f"joining its {len(pieces)} pieces",
            ratio=took / floor,
            bound=f"≤ {BOUND_MS:g} ms",
            ok=took <= BOUND_MS,
        )
    ]


def _django() -> None:
    """The project's settings where there are some, else the least a template needs."""
    if not settings.configured and "DJANGO_SETTINGS_MODULE" not in os.environ:
        settings.configure(
            LANGUAGE_CODE="sv",
            INSTALLED_APPS=["kraftsamling.indicators"],
            TEMPLATES=[
                {
                    "BACKEND": "django.template.backends.django.DjangoTemplates",
                    "APP_DIRS": True,
                }
            ],
        )
    django.setup()
