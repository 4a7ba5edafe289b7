"""A file from another survey tool: dry run, two people, and the figures of the night."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import Error, connection, transaction
from django.test import Client
from django.urls import reverse

from kraftsamling.common import clock, uploads
from kraftsamling.confidentiality import approvals
from kraftsamling.confidentiality.models import Approval
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.indicators import services as figures
from kraftsamling.indicators.models import ChangedMonth, MarkedChange
from kraftsamling.indicators.rules.periods import Length, Period
from kraftsamling.participation import survey_tables
from kraftsamling.participation.importing import services
from kraftsamling.participation.importing.meanings import month_of, plain
from kraftsamling.participation.languages import LANGUAGES
from kraftsamling.participation.models import Answer, Survey, SurveyImport
from kraftsamling.participation.questions import KEYS, Series
from tests.support.database import as_owner
from tests.support.people import actor_of_membership, client_of_membership, newcomer
from tests.support.tables import ENCODINGS, cells_of, csv_of, xlsx_of
from tests.support.world import fixed

pytestmark = pytest.mark.django_db

GRANBY, UNIT, TOP = fixed("granby"), fixed("granby Utredning 1"), fixed("granby Barn och unga")
HEAD = ["Enhet", "Månad", "Vem svarar", "Fråga 1", "Fråga 2", "Fråga 3"]
ROW = ["Utredning 1", "2026-01", "Förälder", "Instämmer helt", "2", "Vet inte"]
TWELVE = [HEAD, *[ROW] * 12]
PAGE = "/delaktighet/import/"


@pytest.fixture
def per(db: None) -> Client:
    return client_of_membership(newcomer("Per", "participation_lead"))


def send(client: Client, content: bytes, name: str = "svar.csv", **more: str) -> Any:
    return client.post(PAGE, {"file": SimpleUploadedFile(name, content), **more})


def told(page: Any) -> str:
    return page.content.decode()  # type: ignore[no-any-return]


def drafts() -> list[SurveyImport]:
    with as_owner():
        return list(SurveyImport.rows.order_by("made_at"))


def kept() -> Counter[tuple[Any, ...]]:
    """What the draft would add, as plain values."""
    (draft,) = drafts()
    tally = services.tally_of(draft)
    return Counter({(e.series.value, e.unit_id, e.month, e.answers): n for e, n in tally.items()})


def confirm(by: str = "Chefen", role: str = "dept_manager") -> None:
    """Somebody else says yes to what waits."""
    second = actor_of_membership(newcomer(by, role))
    with acting_for(GRANBY), transaction.atomic():
        (waiting,) = approvals.waiting_for(second, at=clock.now())
        approvals.approve(waiting.pk, by=second, at=clock.now())


def read_in(client: Client, content: bytes) -> SurveyImport:
    send(client, content)
    draft = drafts()[-1]
    client.post(f"{PAGE}{draft.pk}/las-in/")
    confirm()
    return drafts()[-1]


def stored() -> list[Answer]:
    with as_owner():
        return list(Answer.objects.filter(authority_id=GRANBY))


EXPECTED = Counter({("PARENT", UNIT, date(2026, 1, 1), (4, 2, 0)): 12})


@pytest.mark.parametrize(("encoding", "delimiter"), [*itertools.product(ENCODINGS, ";,\t")])
def test_every_way_to_write_csv_gives_the_same_answers(
    survey: Survey, per: Client, encoding: str, delimiter: str
) -> None:
    page = send(per, csv_of(TWELVE, encoding=encoding, delimiter=delimiter))

    assert page.status_code == 302
    assert kept() == EXPECTED


def words_of(language: str, series: Series) -> tuple[list[str], list[str]]:
    texts = LANGUAGES[language]
    return (
        [texts.question(series, number) for number in (1, 2, 3)],
        [texts.scale(series)[value] for value in (4, 2, 0)],
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("series", Series)
@pytest.mark.parametrize("make", [csv_of, xlsx_of])
def test_the_questions_own_words_in_five_languages(
    survey: Survey, per: Client, make: Callable[..., bytes], series: Series, language: str
) -> None:
    asked, answers = words_of(language, series)
    rows = [
        ["Unit", "Date", "Series", *asked],
        *[["Utredning 1", "2026-01-14", series.label, *answers]] * 12,
    ]

    assert send(per, make([[str(cell) for cell in row] for row in rows])).status_code == 302
    assert kept() == Counter({(series.value, UNIT, date(2026, 1, 1), (4, 2, 0)): 12})


@pytest.mark.parametrize(
    "head",
    [["1", "2", "3"], ["Q1", "Q2", "Q3"], ["Question 1", "Question 2", "Question 3"], list(KEYS),
     ["1. Socialarbetare som jag träffat har lyssnat på mig",
      "Fråga 2: Jag har blivit behandlad med respekt.",
      "JAG HAR FÅTT VARA MED OCH GE FÖRSLAG PÅ FÖRÄNDRINGAR FÖR MITT BARN!"]],
)  # fmt: skip
@pytest.mark.parametrize(
    "answers", [[4, 2, 0], ["4", "2", "0"], ["4 – Instämmer helt", "Hardly agree", "Vet ej"]]
)
def test_numbered_headings_and_answers_of_many_kinds(
    survey: Survey, per: Client, head: list[str], answers: list[Any]
) -> None:
    rows = [["Enhet", "Månad", *head], *[["utredning 1 ", "mars 2026", *answers]] * 12]

    send(per, xlsx_of(rows), series="PARENT")

    assert kept() == Counter({("PARENT", UNIT, date(2026, 3, 1), (4, 2, 0)): 12})


@pytest.mark.parametrize(
    ("cell", "month"),
    [("2026-03", 3), ("2026-03-14", 3), ("2026-03-14 10:22:31", 3), ("2026-03-14T10:22:31+01:00", 3),
     ("202603", 3), (202603, 3), ("mars 2026", 3), ("March 2026", 3), ("Mar. 2026", 3), ("2026 maj", 5),
     (date(2026, 3, 14), 3), ("03/04/2026", None), ("2026-13", None), ("14", None), ("1926-03", None),
     ("mars", None), (3.5, None), ("foo 2026", None)],
)  # fmt: skip
def test_months_are_read_and_what_could_be_two_days_is_not(cell: Any, month: int | None) -> None:
    assert month_of(cell) == (date(2026, month, 1) if month else None)


def test_every_error_is_named_with_row_and_column_and_nothing_is_stored(
    survey: Survey, per: Client
) -> None:
    wrong = [
        ["Utredning 1", "2026-01", "Förälder", "Kanske", "2", "5"],
        ["Utredning 9", "2026-01", "Förälder", "1", "2", "3"],
        ["Utredning 1", "3/4/2026", "Farmor", "1", "Kanhända", "3"],
        ["", "2999-01", "Barn", "Ja", "=1+1", "3"],
    ]

    page = send(per, csv_of([*TWELVE, *wrong]), "höst.csv")

    assert page.status_code == 422
    for sentence in (
        "Rad 14, kolumn D: ”Kanske” är inget av svaren.",
        "Rad 14, kolumn F: ”5” är inget av svaren.",
        "Rad 15, kolumn A: ”Utredning 9” är ingen av era enheter.",
        "Rad 16, kolumn B: ”3/4/2026” är ingen månad. Skriv den som 2026-03.",
        "Rad 16, kolumn C: ”Farmor” är varken föräldrar, unga eller barn.",
        "Rad 16, kolumn E: ”Kanhända” är inget av svaren.",
        "Rad 17, kolumn A: Enheten saknas.",
        "Rad 17, kolumn B: ”2999-01” har inte varit än.",
        "Rad 17, kolumn E: Här står en formel. Skriv själva värdet.",
        "höst.csv går inte att läsa in än",
    ):
        assert sentence in told(page)
    assert drafts() == []


def test_a_hundred_errors_are_shown_and_the_rest_are_counted(survey: Survey, per: Client) -> None:
    page = told(send(per, csv_of([HEAD, *[[*ROW[:3], "x", "1", "1"]] * 1250])))

    assert page.count("är inget av svaren") == 100
    assert "Och 1 150 saker till." in page.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("head", "sentence"),
    [
        (
            ["Enhet", "Månad", "Vem svarar", "a", "b", "c"],
            "Ingen av rubrikerna är en av de tre frågorna.",
        ),
        (["x", "Månad", "Vem svarar", "1", "2", "3"], "Ingen kolumn heter Enhet."),
        (["Enhet", "x", "Vem svarar", "1", "2", "3"], "Ingen kolumn heter Månad eller Datum."),
        (["Enhet", "Månad", "x", "1", "2", "3"], "Det står inte i filen vilka som har svarat."),
        (["Enhet", "Månad", "Vem svarar", "1", "1", "3"], "Rad 1, kolumn E: Frågan finns redan"),
        (["=A1", "Månad", "Vem svarar", "1", "2", "3"], "Rad 1, kolumn A: Här står en formel."),
    ],
)
def test_headings_that_are_missing_are_asked_for(
    survey: Survey, per: Client, head: list[str], sentence: str
) -> None:
    page = send(per, csv_of([head, *[ROW] * 6]))

    assert page.status_code == 422
    assert sentence in told(page)


def test_what_points_at_somebody_is_not_read_nor_kept(survey: Survey, per: Client) -> None:
    secret = ["Anna Andersson", "20120304-1234", "anna@x.se", "2026-01-14 10:22", "Jag heter Anna"]
    head = [*HEAD, "Namn", "Nr", "Kontakt", "Tidsstämpel", "Kommentar"]

    page = per.get(send(per, csv_of([head, *[[*ROW, *secret]] * 12])).url)

    assert told(page).count("Läses inte: kan peka ut någon") == 3
    assert "Läses inte: en tidpunkt" in told(page)
    assert "Läses inte: vi vet inte vad det är" in told(page)
    (draft,) = drafts()
    everything = f"{draft.tally} {draft.summary} {told(page)}"
    assert not [each for each in secret if each in everything]
    assert kept() == EXPECTED


def test_what_is_shown_of_a_draft_is_hidden_below_five(survey: Survey, per: Client) -> None:
    few = [["Utredning 2", *ROW[1:]]] * 4

    page = told(per.get(send(per, csv_of([*TWELVE, *few])).url))

    assert "16 svar kan läsas in." in page
    assert "Visas inte" in page


def test_two_people_read_it_in_and_the_night_counts(survey: Survey, per: Client) -> None:
    draft = read_in(per, csv_of([*TWELVE, ["", "", "", "", "", ""], [*ROW[:3], "", "", ""]]))

    assert draft.committed_at
    assert draft.tally is None
    assert Counter((row.unit_id, row.series, row.month) for row in stored()) == {
        (UNIT, "PARENT", date(2026, 1, 1)): 12
    }
    assert {tuple(sorted(row.answers.items())) for row in stored()} == {
        (("listened", 4), ("propose", 0), ("respect", 2))
    }
    assert {row.survey_id for row in stored()} == {survey.pk}
    with acting_for(GRANBY):
        assert ChangedMonth.rows.of_authority(GRANBY).filter(unit_id=UNIT).exists()
        assert not MarkedChange.rows.of_authority(GRANBY).exists()
        assert figures.recompute_changed(GRANBY, at=clock.now())
        found = survey_tables.counts(
            "PARENT", "listened", Period(2026, 1, Length.MONTH), unit_id=UNIT
        )
    assert found is not None
    assert found.positive == found.answered == 12
    assert "1 rad har inget svar" in told(per.get(f"{PAGE}{draft.pk}/"))


def test_small_units_are_counted_with_the_one_above(survey: Survey, per: Client) -> None:
    nine = [["Utredning 2", *ROW[1:]]] * 9

    read_in(per, csv_of([*TWELVE, *nine]))

    assert Counter(row.unit_id for row in stored()) == {UNIT: 12, TOP: 9}


def test_the_same_answers_again_change_nothing(survey: Survey, per: Client) -> None:
    first = read_in(per, csv_of(TWELVE))

    again = per.post(
        PAGE, {"file": SimpleUploadedFile("annat.xlsx", xlsx_of([HEAD, *[ROW] * 12]))}, follow=True
    )

    assert "Samma svar har valts förut. Inget har ändrats." in told(again)
    assert [each.pk for each in drafts()] == [first.pk]
    assert len(stored()) == 12
    per.post(f"{PAGE}{first.pk}/las-in/")
    with as_owner():
        assert Approval.rows.count() == 1


def test_posted_twice_is_one_draft_and_one_question(survey: Survey, per: Client) -> None:
    for _ in range(2):
        send(per, csv_of(TWELVE))
    (draft,) = drafts()
    for _ in range(2):
        per.post(f"{PAGE}{draft.pk}/las-in/")

    with as_owner():
        assert Approval.rows.filter(object_id=draft.pk).count() == 1
    assert stored() == []


def test_a_draft_is_thrown_away_by_hand_or_after_a_week(survey: Survey, per: Client) -> None:
    send(per, csv_of(TWELVE))
    (draft,) = drafts()
    with acting_for(GRANBY):
        assert services.forget_drafts(GRANBY, at=draft.made_at + timedelta(days=7)) == 0
        assert services.forget_drafts(GRANBY, at=draft.made_at + timedelta(days=7, seconds=1)) == 1
    send(per, csv_of(TWELVE))
    (draft,) = drafts()
    per.post(f"{PAGE}{draft.pk}/las-in/")

    page = per.post(f"{PAGE}{draft.pk}/kasta/", follow=True)

    assert "Utkastet har kastats. Inget lästes in." in told(page)
    with pytest.raises(approvals.NoLongerPossible):
        confirm()
    assert (drafts(), stored()) == ([], [])


def test_what_was_read_in_cannot_be_thrown_away(survey: Survey, per: Client) -> None:
    draft = read_in(per, csv_of(TWELVE))

    per.post(f"{PAGE}{draft.pk}/kasta/")
    with acting_for(GRANBY):
        services.forget_drafts(GRANBY, at=clock.now() + timedelta(days=400))

    assert len(drafts()) == 1


def test_the_database_itself_asks_for_two(survey: Survey, per: Client) -> None:
    send(per, csv_of(TWELVE))
    (draft,) = drafts()
    groups = services._as_groups(services.tally_of(draft))

    with pytest.raises(Error, match="two have agreed"), acting_for(GRANBY), transaction.atomic():
        survey_tables.take_in(draft.pk, groups, at=clock.now())
    per.post(f"{PAGE}{draft.pk}/las-in/")
    with pytest.raises(Error, match="two have agreed"), acting_for(GRANBY), transaction.atomic():
        survey_tables.take_in(draft.pk, groups, at=clock.now())
    with pytest.raises(Error, match="permission denied"), transaction.atomic():
        connection.cursor().execute("INSERT INTO participation_answer DEFAULT VALUES")
    assert stored() == []


@pytest.mark.parametrize(
    "change",
    [{"unit": str(fixed("sydby Utredning 1"))}, {"series": "DOG"}, {"month": "2026-01-02"}, {"count": 4},
     {"answers": {}}, {"answers": {"listened": 5}}, {"answers": {"name": 1}}],
)  # fmt: skip
def test_the_database_refuses_what_is_no_answer(
    survey: Survey, per: Client, change: dict[str, Any]
) -> None:
    send(per, csv_of(TWELVE))
    (draft,) = drafts()
    per.post(f"{PAGE}{draft.pk}/las-in/")
    with as_owner():
        Approval.rows.update(
            status="APPROVED", decided_at=clock.now(), decided_by=UUID(int=1), decided_by_human="x"
        )
    (group,) = services._as_groups(services.tally_of(draft))

    with pytest.raises(Error, match="not answers"), acting_for(GRANBY), transaction.atomic():
        survey_tables.take_in(draft.pk, [{**group, **change}], at=clock.now())


def test_who_asked_is_not_the_second(survey: Survey) -> None:
    asker = newcomer("Per", "participation_lead")
    client = client_of_membership(asker)
    send(client, csv_of(TWELVE))
    client.post(f"{PAGE}{drafts()[0].pk}/las-in/")

    with acting_for(GRANBY):
        assert approvals.waiting_for(actor_of_membership(asker), at=clock.now()) == []
        with pytest.raises(approvals.NotASecondPerson):
            approvals.approve(Approval.rows.get().pk, by=actor_of_membership(asker), at=clock.now())


def test_imported_and_given_answers_are_mixed(survey: Survey, per: Client) -> None:
    read_in(per, csv_of(TWELVE))
    second = [HEAD, *[["Utredning 1", "2026-01", "Barn", "Ja", "Ja", "Nej"]] * 12]
    send(per, csv_of(second))
    per.post(f"{PAGE}{drafts()[-1].pk}/las-in/")
    confirm("Chefen två")

    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT series FROM participation_answer ORDER BY ctid")
        order = "".join(row[0][0] for row in cursor.fetchall())
        cursor.execute("SELECT count(DISTINCT xmin::text) FROM participation_answer")
        assert cursor.fetchone() == (1,)
    assert sorted(order) == ["C"] * 12 + ["P"] * 12
    assert order not in ("C" * 12 + "P" * 12, "P" * 12 + "C" * 12)


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"\xff\xd8\xff\xe0JFIF", "svar.csv", "svar.csv: Filen är en bild, vad den än heter."),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99),
            "svar.xls",
            "svar.xls: Filen är en gammal Excelfil",
        ),
        (b"", "tom.csv", "tom.csv: Filen är tom."),
        (xlsx_of(TWELVE)[:-200], "halv.xlsx", "halv.xlsx: Filen är trasig eller inte hel."),
        (b'a;b\n"x', "svar.csv", "svar.csv: Rad 2. Ett citattecken"),
        (csv_of([HEAD, *[ROW] * 4]), "fyra.csv", "Minst fem svar läses in åt gången."),
        (csv_of([HEAD]), "bara.csv", "Minst fem svar läses in åt gången."),
    ],
)
def test_a_file_that_is_not_what_it_says_gets_a_sentence(
    survey: Survey, per: Client, content: bytes, name: str, sentence: str
) -> None:
    page = send(per, content, name)

    assert page.status_code == 422
    assert sentence in told(page)
    assert drafts() == []


def test_no_file_and_odd_choices_are_told_so(survey: Survey, per: Client) -> None:
    assert "Välj en fil." in told(per.post(PAGE, {}))
    page = send(per, csv_of(TWELVE), unit=str(fixed("sydby Utredning 1")))
    assert page.status_code == 422
    assert drafts() == []


def test_two_hundred_megabytes_are_let_go_while_they_come(
    survey: Survey, per: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = []
    receive = uploads.HeldInMemory.receive_data_chunk

    def watched(self: uploads.HeldInMemory, raw: bytes, start: int) -> None:
        receive(self, raw, start)
        most.append(len(self.held.getbuffer()))

    monkeypatch.setattr(uploads.HeldInMemory, "receive_data_chunk", watched)
    page = send(per, b"x" * 200_000_000, "stor.csv")

    assert page.status_code == 422
    assert "stor.csv är större än 20 MB." in told(page)
    assert 0 < max(most) <= uploads.LARGEST


def test_words_that_turn_the_line_do_not_turn_ours(survey: Survey, per: Client) -> None:
    page = told(send(per, csv_of([HEAD, *[[*ROW[:3], "\u202eeksnaK<b>", "1", "1"]] * 6])))

    assert "\u202e" not in page
    assert "”eksnaK&lt;b&gt;” är inget av svaren" in page
    assert plain("\u202eUtredning 1") == plain("Utredning 1")


def test_own_words_of_an_earlier_wording_are_known(survey: Survey, per: Client) -> None:
    with as_owner():
        Survey.rows.filter(pk=survey.pk).update(
            wording={"CHILD": {"sv": ["Lyssnar de?", "Är de schyssta?", "Får du bestämma?"]}}
        )
    head = ["Enhet", "Månad", "Vem svarar", "Lyssnar de?", "Är de schyssta?", "Får du bestämma?"]

    send(
        per,
        csv_of([head, *[["Utredning 1", "2026-01", "Barn", "Ja", "Lite", "Jag vet inte"]] * 12]),
    )

    assert kept() == Counter({("CHILD", UNIT, date(2026, 1, 1), (4, 2, 0)): 12})


def test_elin_and_astrid_reach_nothing_of_it(
    survey: Survey, per: Client, logged_in: Callable[[str], Client]
) -> None:
    send(per, csv_of(TWELVE))
    address = f"{PAGE}{drafts()[0].pk}/"

    for name in ("Elin", "Astrid"):
        client = logged_in(name)
        assert client.get(address).status_code == 404
        assert client.post(f"{address}las-in/").status_code == 404
        assert client.post(f"{address}kasta/").status_code == 404
    assert logged_in("Astrid").get(PAGE).status_code == 404
    assert "svar.csv" not in told(logged_in("Elin").get(PAGE))
    assert len(drafts()) == 1


def test_before_the_survey_is_open_nothing_is_read(per: Client) -> None:
    assert "Öppna de tre frågorna först." in told(per.get(PAGE))
    assert send(per, csv_of(TWELVE)).status_code == 200
    assert drafts() == []


def test_the_sample_can_be_read_in(survey: Survey, per: Client) -> None:
    sample = per.get(f"{PAGE}exempel.csv")

    assert send(per, sample.content).status_code == 302
    assert kept().total() == 48


def test_the_figures_leave_as_a_workbook_without_formulas(survey: Survey, per: Client) -> None:
    read_in(per, csv_of([HEAD, *[ROW] * 30]))
    with as_owner():
        connection.cursor().execute(
            "UPDATE organisations_unit SET name = %s WHERE id = %s", ["=1+1", UNIT]
        )
    query = f"?enhet={UNIT}"

    cells = cells_of(per.get(reverse("participation_workbook") + query).content)
    as_text = told(per.get(reverse("participation_download") + query))

    assert {type(cell) for row in cells for cell in row} <= {str, type(None)}
    assert all(not str(cell).startswith("=") for row in cells for cell in row)
    assert ";=" not in as_text
