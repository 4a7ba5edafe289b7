"""The product's addresses and the floors: what any page would have to do at the least."""

from __future__ import annotations

from uuid import uuid4

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from kraftsamling.confidentiality.door import GuardedRequest, access, open_to_all
from kraftsamling.config.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@csrf_exempt
@open_to_all("floor of a measurement: one durable INSERT and nothing else")
def insert(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_floor (id) VALUES (%s)", [uuid4()])
    return HttpResponse("stored")


@open_to_all("floor of a measurement: the frame of a page for a visitor with a session")
def unguarded(request: HttpRequest) -> HttpResponse:
    assert (
        request.user.is_authenticated
    )  # a session is read, as on every page of a logged-in person
    return render(request, "base_public.html", {"page": {"title": "Tom sida"}})


@access("today", "read")
def guarded(request: GuardedRequest) -> HttpResponse:
    return render(request, "base_staff.html", {"page": {"title": "Tom sida"}})


urlpatterns = [
    *urlpatterns,
    path("bench/insert/", insert),
    path("bench/unguarded/", unguarded),
    path("bench/guarded/", guarded),
]
