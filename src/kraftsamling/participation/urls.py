from django.urls import path

from kraftsamling.participation.views import answering

urlpatterns = [
    path("tre-fragor/", answering.survey_start, name="survey_start"),
    path("tre-fragor/svara/", answering.survey_step, name="survey_step"),
]
