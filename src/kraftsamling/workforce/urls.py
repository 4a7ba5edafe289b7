"""Addresses of posts and staff."""

from django.urls import path

from kraftsamling.workforce.views import posts, staff

urlpatterns = [
    path("personal/", posts.posts, name="positions"),
    path("personal/tjanst/ny/", posts.post_new, name="position_new"),
    path("personal/tjanst/<uuid:position_id>/", posts.post, name="position"),
    path("personal/tjanst/<uuid:position_id>/tillsatt/", posts.post_fill, name="position_fill"),
    path("personal/tjanst/<uuid:position_id>/vakant/", posts.post_vacate, name="position_vacate"),
    path(
        "personal/tjanst/<uuid:position_id>/dra-in/", posts.post_withdraw, name="position_withdraw"
    ),
    path("personal/tjanst/<uuid:position_id>/ater/", posts.post_restore, name="position_restore"),
    path("personal/medarbetare/", staff.staff, name="staff"),
    path("personal/medarbetare/<uuid:employee_id>/", staff.employee, name="employee"),
]
