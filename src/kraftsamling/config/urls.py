"""Every address. English mirrors Swedish under /en/."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from kraftsamling.common import views as common_views
from kraftsamling.confidentiality.door import open_to_all
from kraftsamling.config import health
from kraftsamling.config.allauth_pages import allauth_pages

# `common` lies below the door, so its one page is declared here.
gallery = open_to_all("shows the components with invented words, for those who build")(
    common_views.gallery
)

urlpatterns = [
    path("live", health.live),
    path("ready", health.ready),
    *i18n_patterns(
        path("konto/", include(allauth_pages())),
        path("", include("kraftsamling.organisations.urls")),
        path("", include("kraftsamling.notifications.urls")),
        path("", include("kraftsamling.documents.urls")),
        path("", include("kraftsamling.indicators.urls")),
        path("", include("kraftsamling.workforce.urls")),
        path("", include("kraftsamling.participation.urls")),
        path("", include("kraftsamling.publishing.urls")),
        path("", include("kraftsamling.improvement.urls")),
        path("", include("kraftsamling.casework.urls")),
        path("", include("kraftsamling.oversight.urls")),
        path("", include("kraftsamling.demo.urls")),
        path("komponenter/", gallery, name="gallery"),
        prefix_default_language=False,
    ),
]

handler400 = "kraftsamling.config.errors.bad_request"
handler403 = "kraftsamling.config.errors.forbidden"
handler404 = "kraftsamling.config.errors.not_found"
handler500 = "kraftsamling.config.errors.server_error"
