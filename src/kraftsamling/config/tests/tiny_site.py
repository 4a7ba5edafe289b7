"""The smallest site that `kraftsamling serve` can run: the command is tested, not the product."""

import os

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from psycopg.conninfo import conninfo_to_dict

SECRET_KEY = "tiny"
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = __name__
INSTALLED_APPS = ["django.contrib.contenttypes", "procrastinate.contrib.django"]
_OWNER = os.environ.get("KRAFTSAMLING_AS") == "owner"
_ADDRESS = conninfo_to_dict(os.environ["DATABASE_OWNER_URL" if _OWNER else "DATABASE_URL"])
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _ADDRESS["dbname"],
        # Also for the worker: rights are given by the product, and there is none here.
        "USER": "owner",
        "HOST": _ADDRESS["host"],
    }
}
USE_TZ = True


def ready(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ready")


def environment(request: HttpRequest) -> HttpResponse:
    """The names only."""
    return JsonResponse(sorted(os.environ), safe=False)


urlpatterns = [path("ready", ready), path("environment", environment)]
