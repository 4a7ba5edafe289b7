"""What is shared with everybody, and what everybody answers."""

from kraftsamling.publishing.models.comments import Comment, CommentEmail
from kraftsamling.publishing.models.corrections import Correction
from kraftsamling.publishing.models.images import ImageConsent, PostImage
from kraftsamling.publishing.models.posts import Post, Tag
from kraftsamling.publishing.statuses import CommentState, PostState

__all__ = [
    "Comment",
    "CommentEmail",
    "CommentState",
    "Correction",
    "ImageConsent",
    "Post",
    "PostImage",
    "PostState",
    "Tag",
]
