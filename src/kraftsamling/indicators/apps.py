from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "kraftsamling.indicators"
