"""Addresses of posts, staff and the forecast."""

from django.urls import path

from kraftsamling.workforce.views import forecasts, posts, staff

urlpatterns = [
    path("personal/", posts.posts, name="positions"),
    path("personal/tjanst/ny/", posts.post_new, name="post_new"),
    path("personal/tjanst/<uuid:position_id>/", posts.post, name="position"),
    path("personal/tjanst/<uuid:position_id>/tillsatt/", posts.post_fill, name="post_fill"),
    path("personal/tjanst/<uuid:position_id>/vakant/", posts.post_vacate, name="post_vacate"),
    path("personal/tjanst/<uuid:position_id>/dra-in/", posts.post_withdraw, name="post_withdraw"),
    path("personal/tjanst/<uuid:position_id>/ater/", posts.post_restore, name="post_restore"),
    path("personal/medarbetare/", staff.staff, name="staff"),
    path("personal/medarbetare/<uuid:employee_id>/", staff.employee, name="employee"),
    path("ljuset/", forecasts.light, name="forecast"),
    path("ljuset/spara/", forecasts.save, name="forecast_save"),
]
