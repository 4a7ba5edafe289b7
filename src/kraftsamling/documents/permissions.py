"""How files meet the matrix."""

from __future__ import annotations

from kraftsamling.confidentiality.conditions import own_of, same_authority
from kraftsamling.confidentiality.policy import bind
from kraftsamling.documents.models import StoredFile

bind(
    "stored_file",
    StoredFile,
    ORG=same_authority(),
    OWN=own_of("membership_id", "created_by"),
)
