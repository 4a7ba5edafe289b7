"""The drawing, its twin as a table, and the text that stands for it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.template.loader import render_to_string
from django.utils import translation

from kraftsamling.indicators import charts
from kraftsamling.indicators.chart_frames import NARROW, WIDE, Scaled
from kraftsamling.indicators.chart_words import chart_words
from kraftsamling.indicators.rules.changes import Change
from kraftsamling.indicators.rules.control_charts import Better, ControlChart, p_chart
from kraftsamling.indicators.rules.figures import Hidden, Share, Shown
from kraftsamling.indicators.rules.periods import Point, month, quarter

APP = Path(charts.__file__).parent
BEFORE = [52, 55, 49, 57, 51, 54, 50, 56, 53, 48, 55, 54]
AFTER = [57, 61, 58, 63, 60, 65, 62, 64, 66, 63, 69, 68]
CHANGED = Change(date(2025, 12, 1), "Signs of Safety i alla grupper")
CALM = [52, 48] * 6


def judged(
    *values: int | None, better: Better = Better.HIGHER, changes: tuple[Change, ...] = ()
) -> ControlChart:
    points = [
        Point(month(2024, 12).shifted(i), Hidden() if v is None else Shown(Share(v, 100)))
        for i, v in enumerate(values)
    ]
    return p_chart(points, better=better, changes=changes)


def drawn(chart: ControlChart, language: str = "en", chart_id: str = "a") -> charts.Picture:
    with translation.override(language):
        return charts.draw(
            chart,
            chart_id=chart_id,
            title="Share per month",
            name="Parents",
            words=chart_words(),
            language=language,
        )


def html(picture: charts.Picture, language: str = "en") -> str:
    with translation.override(language):
        return render_to_string("indicators/charts/p_chart.html", {"picture": picture})


MOCK_UP = judged(*BEFORE, *AFTER, changes=(CHANGED,))


def test_the_drawing_stands_where_it_should() -> None:
    wide, narrow = drawn(MOCK_UP).drawings

    # 20 to 80 per cent on 240 units: four units a per cent. The mean, 52.83, stands at
    # 300 - 32.83 · 4 = 168.7; the first value, 52, at 172; the last, 68, at 108.
    assert wide.mean == "M52 168.7H808"
    assert wide.line.startswith("M52 172 ")
    assert wide.line.endswith(" 808 108")
    # Halfway between the twelfth point, 52 + 11 · 756 / 23 = 413.6, and the thirteenth, 446.4.
    assert wide.changes[0].d == "M430 24V300"
    assert wide.last is not None
    assert (wide.last.x, wide.last.text) == ("821", "68%")
    assert narrow.mean_at is None
    assert narrow.view_box == "0 0 340 290"


def test_limits_step_where_the_number_of_answers_changes() -> None:
    points = [Point(month(2025, 1).shifted(i), Shown(Share(50, 100))) for i in range(12)]
    points.append(Point(month(2026, 1), Shown(Share(200, 400))))

    wide, _ = drawn(p_chart(points, better=Better.HIGHER)).drawings

    # 35 to 65 per cent with 100 answers, 42.5 to 57.5 with 400, on 20 to 80 per cent. Thirteen
    # points are 63 apart, and the step is halfway between the last two: 808 - 31.5 = 776.5.
    along = "".join(f"H{83.5 + 63 * i:.4g}" for i in range(12))
    assert along.endswith("H776.5")
    assert wide.limits == f"M52 120{along}V150H808M52 240{along}V210H808"


def test_colour_says_good_or_bad_and_shape_says_direction() -> None:
    up = {Better.HIGHER: "better", Better.LOWER: "worse", Better.NEITHER: "neutral"}
    for better, look in up.items():
        wide, _ = drawn(judged(*CALM, 66, better=better)).drawings

        assert [m.css for m in wide.markers] == ["k-chart-ordinary", f"k-chart-{look}"]
        assert wide.last_css == f"k-chart-{look}"
        assert "a5.5" in wide.markers[0].d
        assert "a5.5" not in wide.markers[1].d
    rising = drawn(judged(*CALM, 66)).drawings[0].markers[1].d
    falling = drawn(judged(*CALM, 34)).drawings[0].markers[1].d
    assert "m0 -8.25" in rising
    assert "m0 8.25" in falling


def test_a_hidden_point_is_a_gap_that_says_so_and_has_no_limits() -> None:
    picture = drawn(judged(*CALM[:5], None, *CALM[5:], 51))
    wide, _ = picture.drawings

    assert wide.line.count("M") == 2
    assert wide.band.count("Z") == 2
    assert [label.text for label in wide.gaps[0].labels] == ["Not", "shown"]
    assert picture.rows[5] == ("May 2025", "Not shown", "Not shown", "", "")
    assert sum(m.d.count("Z") for m in wide.markers) == 13


def test_an_empty_month_is_not_called_hidden() -> None:
    points = [
        Point(month(2025, 1), Shown(Share(3, 9))),
        Point(month(2025, 2), Shown(Share(0, 0))),
    ]

    picture = drawn(p_chart(points, better=Better.HIGHER))

    assert picture.rows[1].share == "–"
    assert picture.drawings[0].gaps == ()
    assert not picture.has_hidden


def test_too_early_shows_no_mean_no_limits_and_no_judgement() -> None:
    points = [Point(quarter(2025, 2).shifted(i), Shown(Share(8 + i, 14))) for i in range(6)]

    picture = drawn(p_chart(points, better=Better.HIGHER))
    page = html(picture)

    assert (picture.mean, picture.better) == ("", "")
    assert "Judgement" not in page
    assert "k-chart-mean" not in page
    assert "Too early to say." in picture.text


@pytest.mark.parametrize("values", [[], [50], [None], [None, None], [0], [100] * 13, [0] * 13])
def test_odd_series_are_drawn_without_fault(values: list[int | None]) -> None:
    page = html(drawn(judged(*values)))

    assert "nan" not in page
    assert page.count('role="img"') == 2


def test_the_text_that_stands_for_the_drawing() -> None:
    assert drawn(MOCK_UP).text == (
        "Parents: from 52 percent (December 2024) to 68 percent (November 2026). "
        "The mean before “Signs of Safety i alla grupper” was 53 percent. "
        "The latest twelve all lie above it. Sure increase since December 2025."
    )
    assert drawn(judged(*CALM, None)).text == (
        "Parents: from 52 percent (December 2024) to 48 percent (November 2025). "
        "The mean of the first points was 50 percent. 1 period is not shown. No sure change."
    )
    assert drawn(judged(None)).text == "Parents: no figure may be shown."


def test_the_table_says_the_same_as_the_drawing() -> None:
    picture = drawn(MOCK_UP)

    assert picture.rows[0] == ("Dec 2024", "52%", "52 of 100", "38–68%", "Ordinary variation")
    assert picture.rows[23].judgement == "Sure change for the better"
    assert html(picture).count("<tr>") == 25
    assert '<tr><th scope="row">Dec 2024</th><td>52%</td><td>52 of 100</td>' in picture.body


def test_a_table_is_swedish_in_swedish() -> None:
    row = drawn(MOCK_UP, "sv").rows[0]

    assert row[:4] == ("dec 2024", "52\u00a0%", "52 av 100", "38–68\u00a0%")


def test_coordinates_keep_their_points_in_a_language_with_commas() -> None:
    page = html(drawn(MOCK_UP, "sv"), "sv")

    for attribute in re.findall(r' (?:x|y|d|font-size|viewBox)="([^"]*)"', page):
        assert "," not in attribute


class Tags(HTMLParser):
    """Counts ids and attributes, and checks that every tag is closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.attributes: set[str] = set()
        self.named: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_startendtag(tag, attrs)
        self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            self.attributes.add(name)
            if name == "id" and value:
                self.ids[value] += 1
            if name == "aria-labelledby" and value:
                self.named += value.split()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_two_charts_on_a_page_have_ids_of_their_own_and_nothing_inline() -> None:
    tags = Tags()
    page = html(drawn(MOCK_UP, chart_id="a")) + html(drawn(MOCK_UP, chart_id="b"))

    tags.feed(page)

    assert tags.open == []
    assert set(tags.ids.values()) == {1}
    assert sorted(tags.named) == sorted(tags.ids)
    assert len(tags.named) == 8
    assert "style" not in tags.attributes
    assert not {name for name in tags.attributes if name.startswith("on")}
    assert "<script" not in page


def test_what_people_have_written_is_escaped() -> None:
    change = Change(date(2025, 12, 1), '<b onclick="x">')

    page = html(drawn(judged(*BEFORE, *AFTER, changes=(change,))))

    assert "<b" not in page
    assert "&lt;b onclick=&quot;x&quot;&gt;" in page


def test_words_in_the_table_are_escaped_too() -> None:
    words = replace(chart_words(), ordinary='"<usual>')

    picture = charts.draw(MOCK_UP, chart_id="a", title="Share", name="Parents", words=words)

    assert "<td>&quot;&lt;usual&gt;</td>" in picture.body
    assert "<usual>" not in html(picture)


def test_a_long_label_stays_on_the_paper() -> None:
    for frame in (WIDE, NARROW):
        for x in (frame.left, (frame.left + frame.right) / 2, frame.right):
            label = frame.change_label("Ny gruppindelning " * 12, x, 32)

            assert label.text.endswith("…")
            assert 0 <= float(label.x) <= frame.width


def test_a_single_point_stands_in_the_middle() -> None:
    assert Scaled(WIDE, 1, 0, 100).x(0) == 430


def test_a_spark_line_ends_in_the_colour_of_the_verdict() -> None:
    better = charts.spark_line(MOCK_UP)
    calm = charts.spark_line(judged(*CALM))

    assert better.css == "k-chart-better"
    assert better.line.count(" ") == 23  # twelve points
    assert calm.css == "k-chart-ordinary"
    assert charts.spark_line(judged(None)).line == ""
    page = render_to_string("indicators/charts/spark_line.html", {"spark": better})
    assert 'aria-hidden="true"' in page


def messages_in_use() -> set[str]:
    """Every English message of the charts' templates and words, as the catalogue names it."""
    found: set[str] = set()
    for path in (APP / "templates/indicators/charts").glob("*.html"):
        source = path.read_text()
        found |= set(re.findall(r'{% translate "([^"]+)"', source))
        for body in re.findall(r"{% blocktranslate[^%]*%}(.*?){% endblocktranslate %}", source):
            found.add(re.sub(r"{{ (\w+) }}", r"%(\1)s", body))
    words = (APP / "chart_words.py").read_text()
    found |= set(re.findall(r'_\(\s*"([^"]+)"', words))
    found |= {m for pair in re.findall(r'ngettext\(\s*"([^"]+)", "([^"]+)"', words) for m in pair}
    return found


def _each(text: object) -> list[str]:
    """A text and its plural are a tuple, a text alone is a string."""
    return [str(one) for one in text] if isinstance(text, tuple | list) else [str(text)]


def test_the_swedish_catalogue_is_complete_and_keeps_every_name() -> None:
    with (APP / "locale/sv/LC_MESSAGES/django.po").open("rb") as file:
        catalogue = read_po(file, locale="sv")
    known: set[str] = set()
    for message in catalogue:
        ids = _each(message.id)
        texts = _each(message.string)
        known |= set(ids) - {""}
        for text in texts if all(ids) else ():
            assert text, ids
            assert set(re.findall(r"%\(\w+\)s", text)) == set(re.findall(r"%\(\w+\)s", ids[0]))

    assert messages_in_use() - known == set()
    assert len(messages_in_use()) > 25
