"""For the machine that watches: is the process alive, can it work?"""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse

from kraftsamling.confidentiality.door import open_to_all


@open_to_all("says that the process runs, and nothing else")
def live(request: HttpRequest) -> HttpResponse:
    """200 as soon as the process answers."""
    return HttpResponse("alive\n", content_type="text/plain")


@open_to_all("says whether the database answers, and nothing else")
def ready(request: HttpRequest) -> HttpResponse:
    """200 when the database answers and is migrated, 503 before."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM organisations_county LIMIT 1")
    except DatabaseError:
        return HttpResponse("not ready\n", content_type="text/plain", status=503)
    return HttpResponse("ready\n", content_type="text/plain")
