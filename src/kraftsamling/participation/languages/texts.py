"""What the survey says to those who answer. One instance for each language."""

from __future__ import annotations

from dataclasses import dataclass

Three = tuple[str, str, str]


@dataclass(frozen=True, kw_only=True)
class Texts:
    """Every text of the survey in one language. `{number}`, `{all}` and `{place}` are filled in."""

    code: str
    name: str
    rtl: bool = False

    # The questions, in order, for each series.
    parent: Three
    young: Three
    child: Three
    # The answers by value: 4 and 3 are positive, 0 is "do not know".
    agreement: dict[int, str]
    child_answers: dict[int, str]

    # The frame
    mark: str
    to_content: str
    error: str
    working: str
    failed: str
    language: str

    # The first page
    start_title: str
    start_lead: str
    start_points: tuple[str, ...]
    code_label: str
    code_help: str
    code_missing: str
    code_misread: str
    fix_this: str
    start: str
    who: str
    who_lead: str
    i_am: dict[str, str]

    # Why a code does not open the questions
    used: str
    full: str
    expired: str
    closed: str
    unknown: str
    too_old: str
    unreadable: str
    changed: str
    wait_title: str
    wait_lead: str
    wait_point: str

    # A question
    step: str
    listen: str
    no_voice: str
    choose: str
    next: str
    to_review: str
    back: str
    skip: str
    stop: str
    calm: str
    to_whom: str
    own_words: str

    # Looking the answers through
    review_title: str
    review_lead: str
    review_nothing: str
    skipped: str
    change: str
    more: str
    more_help: str
    more_too_long: str
    send: str
    stop_unsent: str
    nobody: str

    # Thanks
    thanks_title: str
    stored: str
    stored_before: str
    now_title: str
    now: tuple[str, ...]
    led_to_title: str
    nothing_yet: str

    # On the unit's tablet
    still_there: str
    still_lead: str
    still_yes: str
    kiosk_closed: str
    kiosk_closed_lead: str
    kiosk_slow: str
    kiosk_thanks: str
    kiosk_next: str

    @property
    def direction(self) -> str:
        """For the attribute `dir`."""
        return "rtl" if self.rtl else "ltr"

    def question(self, series: str, number: int) -> str:
        """Question 1, 2 or 3 as a series is asked it."""
        asked: Three = getattr(self, series.lower())
        return asked[number - 1]

    def scale(self, series: str) -> dict[int, str]:
        """The answers that a series chooses from."""
        return self.child_answers if series == "CHILD" else self.agreement
