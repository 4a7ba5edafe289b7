from django.apps import AppConfig


class ImprovementConfig(AppConfig):
    name = "kraftsamling.improvement"
