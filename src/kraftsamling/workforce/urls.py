"""Addresses of posts, staff and the forecast."""

from django.urls import URLPattern, path

from kraftsamling.workforce.views import forecasts

urlpatterns: list[URLPattern] = [
    path("ljuset/", forecasts.light, name="forecast"),
    path("ljuset/spara/", forecasts.save, name="forecast_save"),
]
