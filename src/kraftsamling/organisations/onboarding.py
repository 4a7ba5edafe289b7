"""The first steps of a new authority. Each app registers its own; nobody imports them all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True)
class OnboardingStep:
    """One step: what it gives, how long it takes, whether it is done, and where it is done.

    `links` are (words, name of the page), the first one the main one. A step without a page yet says so
    in its text and is `optional`: it does not count. Whoever may not open a link is told who may.
    """

    code: str
    order: int
    title: Words
    text: Callable[[UUID], str]
    time: Words
    done: Callable[[UUID], bool]
    links: tuple[tuple[Words, str], ...] = ()
    change: tuple[Words, str] | None = None
    optional: bool = False


STEPS: Final[dict[str, OnboardingStep]] = {}


def register_step(step: OnboardingStep) -> OnboardingStep:
    """Make a step known. Called at start."""
    STEPS[step.code] = step
    return step


def steps() -> list[OnboardingStep]:
    """In the order they are worked through."""
    return sorted(STEPS.values(), key=lambda step: step.order)


def left_to_do(authority_id: UUID) -> int:
    """How many steps that count are not done. Runs inside the authority."""
    return sum(not step.optional and not step.done(authority_id) for step in steps())
