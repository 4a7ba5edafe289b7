"""Writes the parts of the documentation that come from the code (`make docs`); `--check` fails if stale."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kraftsamling.organisations.settings_catalogue import SettingDefinition

ROOT: Final = Path(__file__).resolve().parent.parent
DOCS: Final = ROOT / "docs"
HEADER: Final = "<!-- Written by `make docs` from the code. Change the code, not this file. -->\n"


def start_django() -> None:
    """English words, and no database: nothing here asks for a row."""
    sys.path.insert(0, str(ROOT / "src"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kraftsamling.config.settings")
    import django
    from django.utils import translation

    django.setup()
    translation.activate("en")


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; a bar in a cell would break it."""
    lines = [f"| {' | '.join(head)} |", f"| {' | '.join('---' for _ in head)} |"]
    for row in rows:
        cells = [str(cell).replace("|", "/").replace("\n", " ") for cell in row]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def page(title: str, *parts: str) -> str:
    """One document."""
    return f"{HEADER}# {title}\n\n" + "\n".join(parts)


# -- rules ---------------------------------------------------------------------------------------


def rules() -> str:
    """Values, thresholds, signals and the names of states."""
    return page(
        "Rules",
        "Every value the product rests on: where it comes from and where it may be changed. `no` under "
        "Verified means that we have not read it in the named source.\n",
        "## Values\n",
        table(
            ["Code", "What", "Start", "Source", "Verified", "May be changed", "Rules"],
            value_rows(),
        ),
        "## Who decides\n",
        "A set to begin with, taken at `/kom-i-gang/arenden/` and changed at `/installningar/delegation/`. "
        "Nothing in the code decides who decides: without an order no decision can be made.\n",
        table(["Decision", "Who, in the set", "Source"], delegation_rows()),
        "## Headings of an investigation\n",
        "A set to begin with in our own words, changed at `/installningar/rubriker/`.\n",
        table(["Heading", "What is written there"], heading_rows()),
        "## Signals in a series\n",
        "A change is called sure when one of these shows. Rank 1 is told first.\n",
        table(["Signal", "Points", "Of", "Sigmas", "Rank", "Source", "Verified"], signal_rows()),
        baseline_words(),
        "## States\n",
        table(["What", "States", "Allowed steps"], state_rows()),
    )


def value_rows() -> Iterator[Sequence[object]]:
    """The catalogue of values, by code."""
    from kraftsamling.organisations.settings_catalogue import CATALOGUE

    for code, entry in sorted(CATALOGUE.items()):
        yield (
            f"`{code}`", entry.name, f"{entry.default} {entry.unit}", entry.source,
            _yes(entry.verified), where_changed(entry), entry.where,
        )  # fmt: skip


def where_changed(entry: SettingDefinition) -> str:
    """Whether an authority decides a value, and on which page, when it is not among the others."""
    if entry.page:
        from django.urls import reverse

        return f"per authority, at {reverse(entry.page).removeprefix('/en')}"
    return may_change(entry.changeable, entry.only_upwards)


def may_change(changeable: bool, only_upwards: bool) -> str:
    """Who may change a value, in a word."""
    if not changeable:
        return "only raised, in the code" if only_upwards else "no"
    return "only raised, per authority" if only_upwards else "per authority"


def delegation_rows() -> Iterator[Sequence[object]]:
    """The delegation order that an authority may begin with."""
    from kraftsamling.casework.presenters.decisions import who_decides
    from kraftsamling.casework.services.setting_up import start_set

    for kind, found in start_set().orders.items():
        chair = " The chair may when it cannot wait." if found[0].may_chair else ""
        yield f"`{kind.value}` {kind.label}", who_decides(found) + chair, found[0].source


def heading_rows() -> Iterator[Sequence[object]]:
    """The headings that an authority may begin with."""
    from kraftsamling.casework.services.setting_up import start_set

    yield from start_set().headings


def _yes(true: bool) -> str:
    return "yes" if true else "no"


def signal_rows() -> Iterator[Sequence[object]]:
    """The signals of the control charts."""
    from kraftsamling.indicators.rules.thresholds import SIGNAL_RULES

    for rule in SIGNAL_RULES:
        yield (
            rule.code, rule.length, rule.window, rule.sigmas, rule.rank, rule.source,
            _yes(rule.verified),
        )  # fmt: skip


def baseline_words() -> str:
    """What later points are compared with."""
    from kraftsamling.indicators.rules import thresholds

    rule = thresholds.BASELINE_RULE
    return (
        f"Later points are compared with the first {rule.length} (source: {rule.source}). Before "
        f"{thresholds.LEAST_POINTS_FOR_A_VERDICT} points the page says: too early to say.\n"
    )


def state_rows() -> Iterator[Sequence[object]]:
    """Every status of the apps' `statuses.py`, with its table of steps when it has one."""
    from importlib import import_module

    from django.conf import settings
    from django.db import models

    for app in settings.OUR_APPS:
        try:
            module = import_module(f"{app}.statuses")
        except ModuleNotFoundError:
            continue
        tables = [each for each in vars(module).values() if isinstance(each, dict) and each]
        for name, choices in vars(module).items():
            if not (isinstance(choices, type) and issubclass(choices, models.TextChoices)):
                continue
            if choices.__module__ != module.__name__:
                continue
            states = ", ".join(f"{each.value} ({each.label})" for each in choices)
            yield f"`{app.rpartition('.')[2]}.{name}`", states, steps_of(choices, tables)


def steps_of(choices: type, tables: Sequence[dict[object, object]]) -> str:
    """The allowed steps from the table whose keys are these states."""
    for each in tables:
        if all(isinstance(key, choices) for key in each):
            return "; ".join(
                f"{getattr(key, 'value', key)} → "
                + (", ".join(sorted(getattr(a, "value", str(a)) for a in after)) or "–")  # type: ignore[attr-defined]
                for key, after in each.items()
            )
    return "any"


# -- access --------------------------------------------------------------------------------------


def access_matrix() -> str:
    """One table per resource that has pages; the rest by name."""
    from kraftsamling.confidentiality.matrix import matrix
    from kraftsamling.organisations.matrix_words import resource_words

    read = matrix()
    parts = [
        "What is not written is refused. `access_matrix.yaml` is the model; here it is readable. "
        "Conditions that a class adds to every cell stand in the last column.\n"
    ]
    for code, resource in read.resources.items():
        if code in read.pending:
            continue
        parts.append(f"## {resource_words(code)} (`{code}`, class {resource.data_class})\n")
        parts.append(table(["Act", "Roles", "Conditions"], matrix_rows(resource.cells)))
    parts.append("## Not built yet\n")
    parts.append(", ".join(f"`{code}`" for code in sorted(read.pending)) + "\n")
    return page("Access matrix", *parts)


def matrix_rows(cells: object) -> Iterator[Sequence[object]]:
    """Roles with the same act and the same conditions share a row."""
    grouped: dict[tuple[str, str], list[str]] = {}
    for (action, role), cell in cells.items():  # type: ignore[attr-defined]
        grouped.setdefault((action, " ".join(cell.conditions) or "–"), []).append(role)
    for (action, conditions), roles in grouped.items():
        yield action, ", ".join(roles), conditions


# -- data ----------------------------------------------------------------------------------------


def data_classes() -> str:
    """Every table: how secret, which wall, which rights, how long it is kept."""
    return page(
        "Data classes",
        "From the line `classification = …` of each model. Row-level security, grants and the access "
        "log are derived from the same line.\n",
        table(["Table", "Class", "Wall", "The web may", "Kept"], class_rows()),
    )


def class_rows() -> Iterator[Sequence[object]]:
    """Our own models, by app and name; change-log tables follow their model and are left out."""
    from django.conf import settings

    from kraftsamling.confidentiality.walls import classified_models

    ours = {app.rpartition(".")[2] for app in settings.OUR_APPS}
    rows = []
    for model, each in classified_models():
        if model._meta.app_label in ours and not hasattr(model, "pgh_tracked_model"):
            rows.append(
                (
                    f"`{model._meta.label}`", each.data_class, each.wall.value,
                    each.rights.value or "nothing", each.kept or "–",
                )
            )  # fmt: skip
    yield from sorted(rows)


def indicators() -> str:
    """The catalogue of figures."""
    from kraftsamling.indicators.registry import REGISTRY

    rows = [
        (f"`{code}`", each.name, each.definition, each.better, ", ".join(sorted(each.sources)))
        for code, each in sorted(REGISTRY.items())
    ]
    return page(
        "Indicators",
        "Every figure is counted from rows that people make in their daily work.\n",
        table(["Code", "Name", "What it counts", "Better", "Counted from"], rows),
    )


# -- handbook ------------------------------------------------------------------------------------


def handbook(file: Path) -> str:
    """A page of the handbook, as it stands in the product."""
    return HEADER + file.read_text(encoding="utf-8")


HANDBOOK: Final = ROOT / "src" / "kraftsamling" / "publishing" / "handbook"
DOCUMENTS: Final[dict[str, Callable[[], str]]] = {
    **{f"handbok/{file.name}": partial(handbook, file) for file in sorted(HANDBOOK.glob("*.md"))},
    "rules.md": rules,
    "access-matrix.md": access_matrix,
    "data-classes.md": data_classes,
    "indicators.md": indicators,
}


def stale(folder: Path) -> list[str]:
    """The documents that are not as the code would write them."""
    return [
        name
        for name, write in DOCUMENTS.items()
        if not (file := folder / name).exists() or file.read_text(encoding="utf-8") != write()
    ]


def write_all(folder: Path) -> None:
    """Every document as the code says it."""
    for name, write in DOCUMENTS.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(write(), encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    start_django()
    if "--check" in arguments:
        old = stale(DOCS)
        for name in old:
            sys.stdout.write(f"docs/{name} is not as the code says: run `make docs`\n")
        return 1 if old else 0
    write_all(DOCS)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
