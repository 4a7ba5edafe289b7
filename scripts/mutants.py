"""Plant one defect of each kind, and see it caught: `make mutants`.

Each mutant changes one line in a copy of the project and runs the tests that should notice. A mutant that
survives is an error: that kind of test proves nothing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
SRC: Final = "src/kraftsamling/"
CASEWORK: Final = f"{SRC}casework/"
ALLOCATION: Final = f"{CASEWORK}rules/allocation/"
LEFT_OUT: Final = shutil.ignore_patterns(
    ".venv", ".cache", ".git", "screens", "data", "__pycache__", ".*_cache", ".hypothesis"
)


@dataclass(frozen=True)
class Mutant:
    """One planted defect. `tests` is what pytest is asked to run; `script` a check of another kind."""

    kind: str
    file: str
    before: str
    after: str
    tests: str = ""
    script: tuple[str, ...] = ()


MUTANTS: Final = (
    Mutant(
        "comment: an attribute that can run something is let through",
        SRC + "publishing/rules/markup.py",
        '"b": frozenset(),',
        '"b": frozenset({"onclick"}),',
        "tests/publishing/test_comment_markup.py",
    ),
    Mutant(
        "comment: the moderator sees the e-mail",
        SRC + "publishing/presenters/comments.py",
        "name = plain(comment.name)",
        "name = comment.email.address",
        "tests/publishing/test_comments.py",
    ),
    Mutant(
        "open plan: one that is not published has a page",
        SRC + "publishing/selectors.py",
        "(plan for plan in open_plans(None, now=now) if plan.slug == slug)",
        "(plan for plan in ActionPlan.rows.all() if plan.slug == slug)",
        "tests/journeys/test_retold_plans.py",
    ),
    Mutant(
        "open plan: something is counted beside what a report tells",
        SRC + "publishing/presenters/open_plans.py",
        'sentence="" if retold else',
        'sentence="" if not retold else',
        "tests/journeys/test_retold_plans.py",
    ),
    Mutant(
        "correction: its writer publishes it",
        SRC + "publishing/corrections.py",
        "is_own_account(by, correction.written_by)",
        "is_own_account(by, correction.pk)",
        "tests/publishing/test_correct_a_report.py",
    ),
    Mutant(
        "correction: the words before are those after",
        SRC + "publishing/corrections.py",
        "correction.before = words_of(post)",
        "correction.before = dict(correction.words)",
        "tests/publishing/test_correct_a_report.py",
    ),
    Mutant(
        "correction: the feed does not move",
        SRC + "publishing/presenters/feed.py",
        "post.corrected[0].published_at if post.corrected else post.published_at",
        "post.published_at",
        "tests/publishing/test_correct_a_report.py",
    ),
    Mutant(
        "correction: a withdrawn report comes back",
        SRC + "publishing/corrections.py",
        """    if post.state != PostState.PUBLISHED:
        raise NotPublished(post.pk)
    correction.before""",
        """    correction.before""",
        "tests/publishing/test_correct_a_report.py",
    ),
    Mutant(
        "words: those that wait keep their order",
        SRC + "participation/migrations/0002_answer_functions.py",
        """series, quarter_starts_on, text
    FROM taken ORDER BY random();
END""",
        """series, quarter_starts_on, text
    FROM taken;
END""",
        "tests/participation/test_nobody_is_linked.py",
    ),
    Mutant(
        "words: the night leaves the earlier ones where they lay",
        SRC + "participation/migrations/0002_answer_functions.py",
        "AND f.quarter_starts_on IN (SELECT t.quarter_starts_on FROM taken t)",
        "AND false",
        "tests/participation/test_nobody_is_linked.py",
    ),
    Mutant(
        "words: shown among fewer than ten",
        SRC + "participation/migrations/0004_word_functions.py",
        ">= greatest(10, p_least)",
        ">= p_least",
        "tests/participation/test_own_words.py",
    ),
    Mutant(
        "words: shown before anybody has read them",
        SRC + "participation/migrations/0004_word_functions.py",
        "AND f.state = 'SHOWN' AND",
        "AND f.state <> 'HIDDEN' AND",
        "tests/participation/test_own_words.py",
    ),
    Mutant(
        "words: another authority decides",
        SRC + "participation/migrations/0004_word_functions.py",
        """AND state <> p_state
      AND authority_id = current_setting('app.authority')::uuid;""",
        "AND state <> p_state;",
        "tests/participation/test_own_words.py",
    ),
    Mutant(
        "words: a line can be turned around",
        SRC + "participation/rules/words.py",
        'not in ("Cc", "Cf", "Cs", "Co", "Cn")',
        'not in ("Cc", "Cs", "Co", "Cn") or sign == chr(0x202E)',
        "tests/participation/test_word_and_burst_rules.py",
    ),
    Mutant(
        "bursts: half as sure is sure enough",
        SRC + "participation/rules/bursts.py",
        "SIGMAS: Final = 3.0",
        "SIGMAS: Final = 1.5",
        "tests/participation/test_word_and_burst_rules.py",
    ),
    Mutant(
        "bursts: usual cafés alarm",
        SRC + "participation/rules/bursts.py",
        "> SIGMAS * spread",
        "> SIGMAS",
        "tests/participation/test_word_and_burst_rules.py",
    ),
    Mutant(
        "bursts: nothing is ever unusual",
        SRC + "participation/rules/bursts.py",
        "> SIGMAS * spread",
        "> 100 * SIGMAS * spread",
        "tests/participation/test_word_and_burst_rules.py",
    ),
    Mutant(
        "release: the row of the small units does not say so",
        SRC + "indicators/releases.py",
        "stands_above=unit_id is not None and unit_id in above",
        "stands_above=False",
        "tests/indicators/test_release_figures.py",
    ),
    Mutant(
        "demo: as many answer in July as in autumn",
        SRC + "demo/world/voices.py",
        "usual *= SEASON[period.first_month - 1] / 100 * growth / 100",
        "usual *= growth / 100",
        "tests/demo/test_voices.py",
    ),
    Mutant(
        "login: an employer's way in stands there though none is connected",
        SRC + "config/allauth_pages.py",
        'context["has_employers"] = bool(employers())',
        'context["has_employers"] = True',
        "tests/organisations/test_employer_login.py",
    ),
    Mutant(
        "comment: one that waits is public",
        SRC + "publishing/migrations/0002_comment_functions.py",
        "      AND c.state = 'PUBLISHED' AND c.published_at <= p_now\n",
        "",
        "tests/publishing/test_comments.py",
    ),
    Mutant(
        "matrix: an unbound condition holds",
        SRC + "confidentiality/policy.py",
        "return code in SESSION and SESSION[code](actor, at)",
        "return code not in SESSION or SESSION[code](actor, at)",
        "tests/confidentiality/test_matrix.py",
    ),
    Mutant(
        "condition pair: predicate and Q differ",
        SRC + "confidentiality/conditions.py",
        'lambda actor, _: Q(**{f"{path}__in": actor.unit_ids}),',
        "lambda actor, _: EVERY_ROW,",
        "tests/confidentiality/test_condition_pairs.py",
    ),
    Mutant(
        "wall: the policy lets everybody through",
        SRC + "confidentiality/walls.py",
        "Wall.OWN_AUTHORITY: _AUTHORITY,",
        'Wall.OWN_AUTHORITY: f"{_AUTHORITY} OR true",',
        "tests/confidentiality/test_walls.py",
    ),
    Mutant(
        "door: the log row is forgotten",
        SRC + "confidentiality/door.py",
        "    _log(declared, request, row, response)\n",
        "",
        "tests/confidentiality/test_door.py",
    ),
    Mutant(
        "door: forbidden answers 403 and so tells that it is there",
        SRC + "confidentiality/door.py",
        "    raise Http404\n",
        "    raise PermissionDenied\n",
        "tests/confidentiality/test_door.py",
    ),
    Mutant(
        "seal: nothing is ever broken",
        SRC + "confidentiality/access_log.py",
        "if _digest(former, rows) != bytes(each.digest):",
        "if not bytes(each.digest):",
        "tests/confidentiality/test_access_log.py",
    ),
    Mutant(
        "encrypted field: a ciphertext opens anywhere",
        SRC + "confidentiality/fields.py",
        'return f"{row._meta.db_table}.{self.column}:{row.pk}"',
        'return f"{row._meta.db_table}.{self.column}"',
        "tests/confidentiality/test_encrypted_field.py",
    ),
    Mutant(
        "approval: the same human is second",
        SRC + "confidentiality/approvals.py",
        "and actor.human != approval.requested_by_human",
        "and actor.membership_id != approval.requested_by",
        "tests/confidentiality/test_approvals.py",
    ),
    Mutant(
        "survey: a code can be used again",
        SRC + "participation/migrations/0002_answer_functions.py",
        'SET "left" = "left" - 1 WHERE digest = p_digest',
        'SET "left" = "left" WHERE digest = p_digest',
        "tests/participation/test_answer_survey.py",
    ),
    Mutant(
        "survey: the threshold is one",
        SRC + "participation/migrations/0003_count_functions.py",
        "HAVING count(*) FILTER (WHERE a.value >= 1) >= 5",
        "HAVING count(*) FILTER (WHERE a.value >= 1) >= 1",
        "tests/participation/test_answer_survey.py",
    ),
    Mutant(
        "tables: a formula's stored value is believed",
        SRC + "documents/tables/workbook.py",
        "    if not _MAYBE_FORMULA.search(xml):",
        "    if xml:",
        "tests/documents/test_read_a_table.py -k formula",
    ),
    Mutant(
        "tables: a bomb is unpacked",
        SRC + "documents/tables/workbook.py",
        "        or too_tight\n",
        "",
        "tests/documents/test_read_a_table.py -k bomb",
    ),
    Mutant(
        "tables: entities are read",
        SRC + "documents/tables/workbook.py",
        "        raise Unreadable(Problem.ENTITIES)",
        "        return",
        "tests/documents/test_read_a_table.py -k entities",
    ),
    Mutant(
        "tables: the child has no limits",
        SRC + "documents/tables/child.py",
        "        resource.setrlimit(what, (most, most))",
        "        resource.getrlimit(what)",
        "tests/documents/test_read_a_table.py -k child",
    ),
    Mutant(
        "tables: a formula leaves alive",
        SRC + "documents/tables/writing.py",
        'STARTS_FORMULA: Final = ("=", "+",',
        'STARTS_FORMULA: Final = ("+",',
        "tests/documents/test_write_a_table.py",
    ),
    Mutant(
        "import: one person is enough for the database",
        SRC + "participation/migrations/0005_import_function.py",
        "AND a.authority_id = authority AND a.status = 'APPROVED'",
        "AND a.authority_id = authority",
        "tests/participation/test_import_answers.py -k itself",
    ),
    Mutant(
        "import: small units stand by themselves",
        SRC + "participation/migrations/0005_import_function.py",
        "WHEN s.count >= 10 THEN",
        "WHEN s.count >= 1 THEN",
        "tests/participation/test_import_answers.py -k small_units",
    ),
    Mutant(
        "import: a file with errors is kept all the same",
        SRC + "participation/importing/reading.py",
        "    if not run.wrong:\n        reader",
        "    run.wrong_count = 0\n    if not run.wrong:\n        reader",
        "tests/participation/test_import_answers.py -k headings_that_are",
    ),
    Mutant(
        "figures: a hidden quarter counts as shown",
        SRC + "indicators/rules/figures.py",
        "return share.denominator >= max(least, 1)",
        "return share.denominator >= 1",
        SRC + "indicators/tests",
    ),
    Mutant(
        "control chart: six in a row are enough",
        SRC + "indicators/rules/thresholds.py",
        "SignalRule(SignalCode.RUN, 7, 7, 0,",
        "SignalRule(SignalCode.RUN, 6, 6, 0,",
        SRC + "indicators/tests",
    ),
    Mutant(
        "survey: counting all at once tells of four",
        SRC + "participation/migrations/0003_count_functions.py",
        "HAVING sum(q.answered) >= 5",
        "HAVING sum(q.answered) >= 4",
        "tests/participation/test_count_all_at_once.py",
    ),
    Mutant(
        "table: what somebody typed is markup",
        SRC + "common/templatetags/kraft.py",
        "    words = conditional_escape(cell.text)\n",
        "    words = mark_safe(cell.text)\n",
        SRC + "common/tests/test_components.py",
    ),
    Mutant(
        "release: a cell is hidden that holds one of four numbers",
        SRC + "indicators/rules/suppression.py",
        "known.width(name) < NARROWEST:",
        "known.width(name) < NARROWEST - 1:",
        SRC + "indicators/tests/test_suppression.py",
    ),
    Mutant(
        "release: a tiny neighbour protects as a large one does",
        SRC + "indicators/rules/suppression.py",
        "return TINY_HOLDS if name in table.tiny else UNLIMITED",
        "return UNLIMITED",
        SRC + "indicators/tests/test_suppression.py",
    ),
    Mutant(
        "control chart: the moving range is divided by the points, not the steps",
        SRC + "indicators/rules/moving_range.py",
        "sum(steps, Fraction(0)) / len(steps)",
        "sum(steps, Fraction(0)) / len(values)",
        SRC + "indicators/tests/test_moving_range.py",
    ),
    Mutant(
        "architecture: a view without a door",
        SRC + "oversight/views.py",
        '@access("today", "read")\n',
        "",
        "tests/test_architecture.py",
    ),
    Mutant(
        "architecture: a model that does not say how secret it is",
        SRC + "demo/models.py",
        "    classification = Classification(DataClass.SYSTEM)\n",
        "",
        "tests/test_architecture.py",
    ),
    Mutant(
        "menu: an item that does not open",
        SRC + "oversight/apps.py",
        '"access_log", "logg", 85, "access_log", "search"',
        '"access_log", "logg", 85, "today", "read"',
        "tests/confidentiality/test_menus.py",
    ),
    Mutant(
        "address: another authority's row opens",
        SRC + "improvement/permissions.py",
        "    MEMBER=in_space(),\n    ORG",
        "    MEMBER=always(),\n    ORG",
        "tests/confidentiality/test_urls.py",
    ),
    Mutant(
        "canary: a page shows another authority's rows",
        SRC + "confidentiality/walls.py",
        "Wall.OWN_AUTHORITY: _AUTHORITY,",
        'Wall.OWN_AUTHORITY: f"{_AUTHORITY} OR true",',
        "tests/confidentiality/test_canaries.py",
    ),
    Mutant(
        "layers: a lower app imports an upper one",
        SRC + "indicators/registry.py",
        "from uuid import UUID\n",
        "from uuid import UUID\n\nfrom kraftsamling.oversight import night as night\n",
        script=(
            "-c",
            "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())",
        ),
    ),
    Mutant(
        "messages: a Swedish string is missing",
        SRC + "oversight/locale/sv/LC_MESSAGES/django.po",
        'msgstr "Gör först"',
        'msgstr ""',
        script=("scripts/messages.py", "--check"),
    ),
    Mutant(
        "vendored files: a byte has changed",
        SRC + "common/static/vendor/inter/inter.css",
        "font-family",
        "font-famili",
        SRC + "common/tests/test_vendored_files.py",
    ),
    Mutant(
        "accessibility: a page that does not say its language",
        SRC + "common/templates/base.html",
        '<html {% block language %}lang="{{ LANGUAGE_CODE }}"{% endblock %}',
        "<html",
        "tests/journeys/test_accessibility.py -k om",
    ),
    Mutant(
        "tests: a page in English leaves the next test in English",
        "conftest.py",
        "    translation.deactivate()\n",
        "",
        "tests/test_every_test_begins_alike.py",
    ),
    Mutant(
        "types: a wrong argument",
        SRC + "oversight/night.py",
        "run_night(authority_id: UUID, *, at: datetime)",
        "run_night(authority_id: int, *, at: datetime)",
        script=("-m", "mypy"),
    ),
    Mutant(
        "casework: whoever had a case once has it for good",
        CASEWORK + "case_conditions.py",
        "return Assignment.rows.filter(holds, membership_id",
        "return Assignment.rows.filter(membership_id",
        "tests/casework/test_what_opens_a_case.py -k left",
    ),
    Mutant(
        "casework: a case that somebody has is everybody's",
        CASEWORK + "case_conditions.py",
        'return own_assignments(actor, at).values("case_id") if actor',
        'return Assignment.rows.values("case_id") if actor',
        "tests/casework/test_interventions.py -k others",
    ),
    Mutant(
        "casework: a declared conflict shuts nothing",
        CASEWORK + "case_conditions.py",
        "ConflictBlock.rows.filter(human=actor.human or NOBODY",
        "ConflictBlock.rows.filter(human=NOBODY",
        "tests/casework/test_conflicts.py -k finds_the_case_nowhere",
    ),
    Mutant(
        "casework: the own family's case opens",
        CASEWORK + "case_conditions.py",
        "CasePerson.rows.filter(person__identity_index=actor.human or NOBODY)",
        "CasePerson.rows.filter(person__identity_index=NOBODY)",
        "tests/casework/test_conflicts.py -k own_number",
    ),
    Mutant(
        "one person: somebody protected is shown as a double",
        CASEWORK + "selectors/same_person.py",
        "        is_protected=False,\n",
        "",
        "tests/casework/test_same_person.py -k is_no_double",
    ),
    Mutant(
        "one person: somebody protected is made one with another",
        CASEWORK + "services/merging.py",
        "if kept.is_protected or gone.is_protected:",
        "if kept.is_protected and gone.is_protected:",
        "tests/casework/test_same_person.py -k protected",
    ),
    Mutant(
        "one person: nothing is asked again when it is confirmed",
        CASEWORK + "services/merging.py",
        "    if hindrance(kept, gone, goes_on=goes_on, by=by):",
        "    if False:",
        "tests/casework/test_same_person.py -k wait",
    ),
    Mutant(
        "one person: who is set aside confirms",
        CASEWORK + "services/merging.py",
        "    if _is_set_aside(by, kept, gone):\n        return Hindrance.SET_ASIDE\n",
        "",
        "tests/casework/test_same_person.py -k neither_asks",
    ),
    Mutant(
        "one person: two open cases are left without a word",
        CASEWORK + "services/merging.py",
        "if both and goes_on not in",
        "if both and goes_on and goes_on not in",
        "tests/casework/test_same_person.py -k need_the_word",
    ),
    Mutant(
        "one person: what came since is given to either of them",
        CASEWORK + "services/merging.py",
        "if merge.parted_at or since(merge) or",
        "if merge.parted_at or",
        "tests/casework/test_same_person.py -k cannot_be_told_apart",
    ),
    Mutant(
        "one person: the old number finds nobody",
        CASEWORK + "services/persons.py",
        "return row and (row.merged_into or row)",
        "return row",
        "tests/casework/test_same_person.py -k old_number",
    ),
    Mutant(
        "one person: an import brings the other row back",
        CASEWORK + "importing/storing.py",
        "if became := _made_one(said.children):",
        "if (became := _made_one(said.children)) and False:",
        "tests/casework/test_import_cases.py -k read_in_twice",
    ),
    Mutant(
        "one person: one's own file opens by the number of a merged row",
        CASEWORK + "case_conditions.py",
        "person__merged_rows__identity_index=actor.human or NOBODY",
        "person__merged_rows__identity_index=NOBODY",
        "tests/casework/test_same_person.py -k own_file",
    ),
    Mutant(
        "casework: somebody protected is seen by those off the list",
        CASEWORK + "case_conditions.py",
        "shut = CasePerson.rows.filter(person__is_protected=True)",
        "shut = CasePerson.rows.none()",
        "tests/casework/test_protected.py -k everybody_off",
    ),
    Mutant(
        "casework: a link opens more than the summary",
        "src/kraftsamling/confidentiality/access_matrix.yaml",
        "read: {caseworker: ASSIGNED, adult_worker: ASSIGNED, trainee",
        "read: {caseworker: ASSIGNED, adult_worker: LINK, trainee",
        "tests/casework/test_adult_and_child.py -k nothing_else",
    ),
    Mutant(
        "casework: a link that has ended still opens",
        CASEWORK + "case_conditions.py",
        '"state": JointState.OPEN, f',
        '"state__in": (JointState.OPEN, JointState.ENDED), f',
        "tests/casework/test_adult_and_child.py -k either_side",
    ),
    Mutant(
        "casework: nobody is asked for a purpose",
        CASEWORK + "case_conditions.py",
        "lambda actor, at: EVERY_ROW if at.basis else without.q(actor, at),",
        "lambda actor, at: EVERY_ROW,",
        "tests/casework/test_purpose.py",
    ),
    Mutant(
        "casework: the door forgets the purpose",
        CASEWORK + "case_conditions.py",
        "bool(at.basis) or without.holds(actor, row, at),",
        "True or without.holds(actor, row, at),",
        "tests/casework/test_purpose.py",
    ),
    Mutant(
        "casework: an emergency opening is told to nobody",
        CASEWORK + "services/secrecy.py",
        "    tell_at_once(glass, at=at)\n",
        "",
        "tests/casework/test_break_the_glass.py -k told_at_once",
    ),
    Mutant(
        "casework: one reviews an emergency opening of one's own",
        CASEWORK + "permissions.py",
        "lambda actor, row, _: row.human != actor.human,",
        "lambda actor, row, _: True,",
        "tests/casework/test_break_the_glass.py -k ones_own",
    ),
    Mutant(
        "casework: who reported stands on the page of the case",
        CASEWORK + "presenters/case.py",
        "str(ReporterKind(each.reporter_kind).label),",
        "each.reporter.name or str(ReporterKind(each.reporter_kind).label),",
        "tests/casework/test_purpose.py -k who_reported",
    ),
    Mutant(
        "casework: the delegation order is not asked",
        CASEWORK + "services/decisions.py",
        "    if not may_decide(by, rules):\n",
        "    if not rules:\n",
        "tests/casework/test_investigate.py -k official",
    ),
    Mutant(
        "casework: time is counted from when it was registered",
        CASEWORK + "services/reports.py",
        "about=report.pk, start=report.received_at",
        "about=report.pk, start=report.registered_at",
        "tests/casework/test_register_report.py -k clocks_of_the_law",
    ),
    Mutant(
        "casework: holidays are working days",
        CASEWORK + "rules/deadlines.py",
        "day.weekday() < _SATURDAY and day not in _free_days(day.year)",
        "day.weekday() < _SATURDAY",
        CASEWORK + "tests/test_deadlines.py",
    ),
    Mutant(
        "casework: a decision that has lapsed is called late",
        CASEWORK + "presenters/words.py",
        "        if lapses:\n",
        "        if not due:\n",
        "tests/casework/test_investigate.py -k lapse",
    ),
    Mutant(
        "casework: a signed note can be changed",
        CASEWORK + "migrations/0001_initial.py",
        "operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b59e5'",
        "operation='DELETE', pgid='pgtrigger_append_only_b59e5'",
        "tests/casework/test_notes_stay.py -k rewrites",
    ),
    Mutant(
        "casework: the child's words can be changed",
        CASEWORK + "migrations/0001_initial.py",
        "operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f21e3'",
        "operation='DELETE', pgid='pgtrigger_append_only_f21e3'",
        "tests/casework/test_child_channel.py -k cannot_be_changed",
    ),
    Mutant(
        "casework: a correction from an old page passes for the newest",
        CASEWORK + "services/notes.py",
        "    if newest.number != seen:\n",
        "    if newest.number < seen:\n",
        "tests/casework/test_notes_stay.py -k who_correct",
    ),
    Mutant(
        "casework: a form that is out of date overwrites",
        SRC + "common/locking.py",
        "filter(pk=row.pk, version=seen_version)",
        "filter(pk=row.pk)",
        "tests/casework/test_interventions.py -k both",
    ),
    Mutant(
        "casework: the code of a child's page may be tried for ever",
        CASEWORK + "migrations/0004_channel_functions.py",
        "ended_at = CASE WHEN wrong_tries >= 4",
        "ended_at = CASE WHEN wrong_tries >= 4000",
        "tests/casework/test_child_channel.py -k fifth",
    ),
    Mutant(
        "casework: a link that never was is told apart from one that has ended",
        CASEWORK + "views/own_page.py",
        "    if not channel_tables.enter(key, now=request.now):\n",
        "    if len(link) < 32:\n        raise Http404\n"
        "    if not channel_tables.enter(key, now=request.now):\n",
        "tests/casework/test_child_channel.py -k look_alike",
    ),
    Mutant(
        "casework: a screen that the family has opens the rest",
        CASEWORK + "family_lock.py",
        "if case_id is None or _leads_to(request.path_info, case_id):",
        "if case_id is None or request.path_info:",
        "tests/casework/test_safety_mapping.py -k screen",
    ),
    Mutant(
        "casework: who asks to store an import stores it",
        CASEWORK + "importing/drafts.py",
        "        return None\n    return waiting(batch, at=at) or",
        "        return None\n    batch.began_at = at\n    batch.save()\n"
        "    return waiting(batch, at=at) or",
        "tests/casework/test_import_pages.py -k two_people",
    ),
    Mutant(
        "casework: a draft that nobody has confirmed is stored",
        CASEWORK + "importing/drafts.py",
        "ImportBatch.rows.filter(pk=batch_id, began_at__isnull=False)",
        "ImportBatch.rows.filter(pk=batch_id)",
        "tests/casework/test_import_pages.py -k never_stored",
    ),
    Mutant(
        "casework: what is sent at the website is open to the web's role",
        CASEWORK + "models/public_concerns.py",
        "classification = PERSONAL_FILE",
        "classification = Classification(DataClass.K1)",
        "tests/casework/test_worried.py -k webs_role",
    ),
    Mutant(
        "casework: who wrote at the website is open to the web's role",
        CASEWORK + "models/public_concerns.py",
        'DataClass.K4, Wall.OWN_AUTHORITY, Rights.APPEND, kept="G1: with the report"',
        'DataClass.K1, Wall.NONE, Rights.APPEND, kept="G1: with the report"',
        "tests/casework/test_worried.py -k webs_role",
    ),
    Mutant(
        "casework: a file is drawn in the page",
        SRC + "documents/views.py",
        "content_disposition_header(as_attachment=True",
        "content_disposition_header(as_attachment=False",
        "tests/casework/test_attachments.py -k kept_as_it_was",
    ),
    Mutant(
        "casework: who is told that nothing opens is not asked",
        CASEWORK + "services/letters.py",
        "{LetterKind.OPENED, LetterKind.NOT_OPENED, LetterKind.CLOSED}",
        "{LetterKind.OPENED, LetterKind.CLOSED}",
        "tests/casework/test_letters.py -k slip",
    ),
    Mutant(
        "casework: the letter keeps the code of its slip",
        CASEWORK + "services/letters.py",
        "    return draw(row.letter, code, series)\n",
        '    row.letter["slip"] = code\n    row.save(update_fields=["letter"])\n'
        "    return draw(row.letter, code, series)\n",
        "tests/casework/test_letters.py -k kept_nowhere",
    ),
    Mutant(
        "casework: the code of a slip is found by its transaction",
        SRC + "participation/services.py",
        "    survey_tables.mix_codes()\n",
        "",
        "tests/casework/test_letters.py -k by_its_transaction",
    ),
    Mutant(
        "casework: a list is handed out by one person alone",
        CASEWORK + "services/exports.py",
        "at=at_now).needs_second:",
        "at=at_now).failed:",
        "tests/casework/test_export.py -k second_person",
    ),
    Mutant(
        "casework: somebody protected is in the file of the list",
        CASEWORK + "services/exports.py",
        "every.filter(is_protected=False).order_by",
        "every.order_by",
        "tests/casework/test_export.py -k protected",
    ),
    Mutant(
        "casework: open help keeps who came",
        CASEWORK + "models/interventions.py",
        "    number = models.PositiveIntegerField(default=0)\n",
        "    number = models.PositiveIntegerField(default=0)\n"
        "    person = models.UUIDField(null=True)\n",
        "tests/casework/test_interventions.py -k keeps_nobody",
    ),
    Mutant(
        "casework: the list says what somebody has reported",
        CASEWORK + "presenters/worklist.py",
        "Cell(neutral_type(case)),",
        'Cell(neutral_type(case), sub=case.reports.values_list("what", flat=True).first() or ""),',
        "tests/casework/test_what_opens_a_case.py -k list_says",
    ),
    Mutant(
        "casework: the list says the child's name",
        CASEWORK + "presenters/words.py",
        "letters = initials(person.given_name, person.surname)",
        "letters = full_name(person)",
        "tests/casework/test_what_opens_a_case.py -k list_says",
    ),
    Mutant(
        "allocation: somebody in conflict of interest is proposed",
        ALLOCATION + "problem.py",
        "return worker.key not in case.blocked and case.needs <= worker.has",
        "return case.needs <= worker.has",
        "tests/casework/allocation",
    ),
    Mutant(
        "allocation: a trainee is made responsible",
        ALLOCATION + "problem.py",
        "return not (worker.is_trainee or away)",
        "return not away",
        "tests/casework/allocation",
    ),
    Mutant(
        "allocation: the lightest cases are the cheapest to give out",
        ALLOCATION + "costs.py",
        "return case.points * (WEIGHT_OF[case.priority] + case.waited_days + _pressing(case, 0))",
        "return WEIGHT_OF[case.priority] + case.waited_days + _pressing(case, 0)",
        "tests/casework/allocation/test_best_proposal.py -k heavy",
    ),
    Mutant(
        "allocation: the solver may give more than the room",
        ALLOCATION + "model.py",
        "self.rows.add(-highspy.kHighsInf, worker.room, self.of_worker[worker.key])",
        "self.rows.add(-highspy.kHighsInf, worker.room + 40, self.of_worker[worker.key])",
        "tests/casework/allocation/test_best_proposal.py",
    ),
    Mutant(
        "allocation: a level forgets what the one before reached",
        ALLOCATION + "exact.py",
        "model.hold(model.prices(before), most)",
        "model.hold(model.prices(before), 2 * most + 100)",
        "tests/casework/allocation/test_best_proposal.py",
    ),
    Mutant(
        "allocation: proven although the search left something out",
        ALLOCATION + "exact.py",
        "bound = max(bound, better(dearer > to_gain()))",
        "bound = float(cost(best)[self.level])",
        "tests/casework/allocation/test_best_proposal.py -k leaves_out",
    ),
    Mutant(
        "allocation: what blocks somebody is told as the reason",
        ALLOCATION + "explaining.py",
        "return Waits(Why.NOBODY_MAY)",
        "return Waits(Why.FULL, number=len(here.blocked))",
        "tests/casework/allocation/test_says_why.py",
    ),
    Mutant(
        "allocation: a way out takes another child's worker",
        ALLOCATION + "relaxing.py",
        "kept = {*proposal.given, case}",
        "kept = {case}",
        "tests/casework/allocation/test_says_why.py",
    ),
)


def plant(mutant: Mutant, copy: Path) -> None:
    """Change the one place. It must be there exactly as written, or the mutant is out of date."""
    file = copy / mutant.file
    text = file.read_text(encoding="utf-8")
    if mutant.before not in text:
        raise SystemExit(f"{mutant.kind}: {mutant.file} no longer says {mutant.before!r}")
    file.write_text(text.replace(mutant.before, mutant.after, 1), encoding="utf-8")


def is_caught(mutant: Mutant, copy: Path) -> bool:
    """Run what should notice; anything but success is noticing."""
    arguments = (
        [*mutant.script]
        if mutant.script
        else ["-m", "pytest", "-q", "-x", "-n", "0", *mutant.tests.split()]
    )
    environment = {**os.environ, "PYTHONPATH": f"{copy / 'src'}:{copy}"}
    done = subprocess.run(  # noqa: S603
        [sys.executable, *arguments], cwd=copy, env=environment, capture_output=True, check=False
    )
    return done.returncode not in (0, 4, 5)  # 4 and 5: pytest found nothing to run


def main() -> int:
    """Every mutant, or those whose kind contains a given word."""
    wanted = [m for m in MUTANTS if not sys.argv[1:] or any(w in m.kind for w in sys.argv[1:])]
    survivors = []
    with tempfile.TemporaryDirectory(prefix="kraftsamling-mutants-") as folder:
        copy = Path(folder) / "project"
        shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
        for mutant in wanted:
            plant(mutant, copy)
            caught = is_caught(mutant, copy)
            shutil.copyfile(ROOT / mutant.file, copy / mutant.file)
            sys.stdout.write(f"{'caught  ' if caught else 'SURVIVED'}  {mutant.kind}\n")
            sys.stdout.flush()
            if not caught:
                survivors.append(mutant.kind)
    sys.stdout.write(f"{len(wanted) - len(survivors)} of {len(wanted)} caught\n")
    return 1 if survivors else 0


if __name__ == "__main__":
    raise SystemExit(main())
