from django.urls import path

from kraftsamling.participation.views import answering, slips, staff

urlpatterns = [
    path("tre-fragor/", answering.survey_start, name="survey_start"),
    path("tre-fragor/svara/", answering.survey_step, name="survey_step"),
    path("tre-fragor/tack/", answering.survey_thanks, name="survey_thanks"),
    path("delaktighet/", staff.participation_results, name="participation_results"),
    path("delaktighet/svar.csv", staff.participation_download, name="participation_download"),
    path("delaktighet/vad-vi-gor/", staff.participation_act, name="participation_act"),
    path("delaktighet/lappar/", slips.survey_slips, name="survey_slips"),
    path("delaktighet/oppna/", slips.survey_open, name="survey_open"),
]
