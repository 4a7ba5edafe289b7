from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "kraftsamling.common"
