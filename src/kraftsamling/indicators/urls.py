from django.urls import path

from kraftsamling.indicators import views

urlpatterns = [
    path("nyckeltal/", views.indicator_catalogue, name="indicator_catalogue"),
    path("nyckeltal/metod/", views.indicator_method, name="indicator_method"),
    path("nyckeltal/forandring/", views.indicator_mark, name="indicator_mark"),
    path("nyckeltal/frislappning/", views.indicator_releases, name="indicator_releases"),
    path("nyckeltal/frislappning/ny/", views.indicator_release_make, name="indicator_release_make"),
    path(
        "nyckeltal/frislappning/<uuid:release_id>/begar/",
        views.indicator_release_ask,
        name="indicator_release_ask",
    ),
    path(
        "nyckeltal/frislappning/<uuid:release_id>/slang/",
        views.indicator_release_throw_away,
        name="indicator_release_throw_away",
    ),
    path(
        "nyckeltal/frislappning/<uuid:release_id>/ratta/",
        views.indicator_release_correct,
        name="indicator_release_correct",
    ),
    path("nyckeltal/<str:indicator_code>/", views.indicator_page, name="indicator_page"),
    path("siffror/", views.released_figures, name="released_figures"),
]
