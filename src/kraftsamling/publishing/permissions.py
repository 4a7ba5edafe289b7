"""How posts meet the matrix."""

from __future__ import annotations

from kraftsamling.confidentiality.conditions import (
    not_made_by_me,
    own_of,
    published,
    same_authority,
)
from kraftsamling.confidentiality.policy import bind
from kraftsamling.publishing.models import Comment, CommentEmail, Correction, Post

bind(
    "post",
    Post,
    PUBLISHED=published(),
    OWN=own_of("authority_id", "authority_id"),
    # whoever wrote in it last has not read it as somebody else: another person publishes
    NOT_SELF=not_made_by_me("written_by"),
)
bind(
    "post_correction",
    Correction,
    OWN=own_of("authority_id", "authority_id"),
    NOT_SELF=not_made_by_me("written_by"),
)
bind("comment", Comment, ORG=same_authority(), PUBLISHED=published())
# No page reads an address: only the outbox does, when it sends (comments.address_of).
bind("comment_author_email", CommentEmail, ORG=same_authority())
