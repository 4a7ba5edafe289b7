"""States of a post, and the steps between them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class PostState(models.TextChoices):
    """A post is a draft until its writer lets somebody else read it; that somebody publishes."""

    DRAFT = "DRAFT", _("Draft")
    WAITING = "WAITING", _("Waits for a reader")
    PUBLISHED = "PUBLISHED", _("Published")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")


POST_STEPS: Final[Mapping[PostState, frozenset[PostState]]] = {
    PostState.DRAFT: frozenset({PostState.WAITING}),
    PostState.WAITING: frozenset({PostState.DRAFT, PostState.PUBLISHED}),
    PostState.PUBLISHED: frozenset({PostState.WITHDRAWN}),
    PostState.WITHDRAWN: frozenset(),
}


CORRECTION_STEPS: Final[Mapping[PostState, frozenset[PostState]]] = {
    PostState.DRAFT: frozenset({PostState.WAITING, PostState.WITHDRAWN}),
    PostState.WAITING: frozenset({PostState.DRAFT, PostState.PUBLISHED, PostState.WITHDRAWN}),
    PostState.PUBLISHED: frozenset(),
    PostState.WITHDRAWN: frozenset(),
}


class CommentState(models.TextChoices):
    """A comment waits until somebody has read it. A published one can be taken away, with a reason."""

    WAITING = "WAITING", _("Waits to be read")
    PUBLISHED = "PUBLISHED", _("Published")
    REJECTED = "REJECTED", _("Not published")


COMMENT_STEPS: Final[Mapping[CommentState, frozenset[CommentState]]] = {
    CommentState.WAITING: frozenset({CommentState.PUBLISHED, CommentState.REJECTED}),
    CommentState.PUBLISHED: frozenset({CommentState.REJECTED}),
    CommentState.REJECTED: frozenset(),
}
