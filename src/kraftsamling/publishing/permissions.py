"""How posts meet the matrix."""

from __future__ import annotations

from kraftsamling.confidentiality.conditions import own_of, published
from kraftsamling.confidentiality.policy import bind
from kraftsamling.publishing.models import Post

bind("post", Post, PUBLISHED=published(), OWN=own_of("authority_id", "authority_id"))
