from django.urls import path

from kraftsamling.participation.views import (
    answering,
    importing,
    kiosk,
    sharing,
    slips,
    staff,
    wording,
    words,
)

urlpatterns = [
    path("tre-fragor/", answering.survey_start, name="survey_start"),
    path("tre-fragor/svara/", answering.survey_step, name="survey_step"),
    path("tre-fragor/tack/", answering.survey_thanks, name="survey_thanks"),
    path("delaktighet/", staff.participation_results, name="participation_results"),
    path("delaktighet/svar.csv", staff.participation_download, name="participation_download"),
    path("delaktighet/svar.xlsx", staff.participation_workbook, name="participation_workbook"),
    path("delaktighet/vad-vi-gor/", staff.participation_act, name="participation_act"),
    path("delaktighet/lappar/", slips.survey_slips, name="survey_slips"),
    path("delaktighet/gruppkoder/", sharing.shared_codes, name="shared_codes"),
    path("delaktighet/gruppkoder/<uuid:shared_id>/", sharing.shared_code, name="shared_code"),
    path(
        "delaktighet/gruppkoder/<uuid:shared_id>/stang/",
        sharing.shared_code_close,
        name="shared_code_close",
    ),
    path(
        "delaktighet/gruppkoder/<uuid:shared_id>/blad.pdf",
        sharing.shared_code_sheet,
        name="shared_code_sheet",
    ),
    path("delaktighet/kiosk/<uuid:unit_id>/", kiosk.kiosk, name="kiosk"),
    path("delaktighet/kiosk/<uuid:unit_id>/svara/", kiosk.kiosk_step, name="kiosk_step"),
    path("delaktighet/fria-ord/", words.survey_words, name="survey_words"),
    path("delaktighet/fria-ord/<uuid:words_id>/", words.survey_words_one, name="survey_words_one"),
    path("delaktighet/ord/", wording.survey_wording, name="survey_wording"),
    path("delaktighet/import/", importing.survey_import, name="survey_import"),
    path("delaktighet/import/exempel.csv", importing.import_sample, name="survey_import_sample"),
    path("delaktighet/import/<uuid:draft_id>/", importing.import_draft, name="survey_import_draft"),
    path(
        "delaktighet/import/<uuid:draft_id>/las-in/",
        importing.import_ask,
        name="survey_import_ask",
    ),
    path(
        "delaktighet/import/<uuid:draft_id>/kasta/",
        importing.import_discard,
        name="survey_import_discard",
    ),
    path("delaktighet/oppna/", slips.survey_open, name="survey_open"),
]
