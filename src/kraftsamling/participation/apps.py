from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "kraftsamling.participation"
