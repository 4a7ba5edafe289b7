"""What is shared with everybody, and what everybody answers."""

from kraftsamling.publishing.models.comments import Comment, CommentEmail
from kraftsamling.publishing.models.posts import Post, Tag
from kraftsamling.publishing.statuses import CommentState, PostState

__all__ = ["Comment", "CommentEmail", "CommentState", "Post", "PostState", "Tag"]
