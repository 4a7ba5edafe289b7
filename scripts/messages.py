"""Message catalogues without gettext's programs: collect, check and compile (`make messages`).

English ids stand in the code and the templates; the Swedish catalogue of an app stands in its own
`locale/sv`. Entries are sorted and carry no line numbers, so that a change shows only itself.
Nothing is ever guessed (no fuzzy entries): a new string is empty until somebody writes Swedish.
"""

import argparse
import io
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import normalize, read_po
from django.template.base import Lexer, Token, TokenType
from django.utils.text import smart_split, unescape_string_literal
from django.utils.translation import trim_whitespace

PACKAGE: Final = Path(__file__).resolve().parent.parent / "src" / "kraftsamling"
LANGUAGE: Final = "sv"
NOT_FOR_PEOPLE: Final = frozenset({"migrations", "tests", "locale", "static"})

_PLAIN: Final = ("_", "gettext", "gettext_lazy", "gettext_noop", "_lazy")
_PLURAL: Final = ("ngettext", "ngettext_lazy")
KEYWORDS: Final[dict[str, Any]] = {
    **dict.fromkeys(_PLAIN, None),
    **dict.fromkeys(_PLURAL, (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
HEADER: Final = f"""\
# Swedish texts of one app. Collected by `make messages`; only the Swedish is written by hand.
msgid ""
msgstr ""
"Language: {LANGUAGE}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""


@dataclass(frozen=True, order=True)
class Key:
    """What gettext looks a text up by."""

    id: str
    context: str = ""

    def __str__(self) -> str:
        return f'"{self.id}"' + (f" (context {self.context!r})" if self.context else "")


Found = dict[Key, str]
"""Each key with its plural; empty if it has none."""


@dataclass(frozen=True)
class Entry:
    plural: str
    translations: tuple[str, ...]
    fuzzy: bool = False

    @property
    def is_complete(self) -> bool:
        return all(self.translations) and len(self.translations) == (2 if self.plural else 1)


# -- collecting ----------------------------------------------------------------------------------


def found_in(app: Path) -> Found:
    """Every text of an app, from Python and from templates."""
    found: Found = {}
    for file in sorted(path for path in app.rglob("*") if path.is_file()):
        parts = file.relative_to(app).parts
        if NOT_FOR_PEOPLE & set(parts):
            continue
        if "templates" in parts:
            _add(found, in_template(_text(file)))
        elif file.suffix == ".py":
            _add(found, in_python(file.read_bytes()))
    return found


def _add(found: Found, more: Iterable[tuple[Key, str]]) -> None:
    for key, plural in more:
        found[key] = plural or found.get(key, "")


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""  # a picture or a font beside the templates


def in_python(source: bytes) -> Iterator[tuple[Key, str]]:
    for _, message, _, context in extract("python", io.BytesIO(source), KEYWORDS):
        one, plural = (message[0], message[1]) if isinstance(message, tuple) else (message, "")
        if one:
            yield Key(str(one), str(context or "")), str(plural)


_IN_TAG: Final = re.compile(r"""\b_\(\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s*\)""")
_QUOTED: Final = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')(\||$)""")
_TRANSLATE: Final = frozenset({"translate", "trans"})
_BLOCK: Final = frozenset({"blocktranslate", "blocktrans"})


def in_template(source: str) -> Iterator[tuple[Key, str]]:
    """As Django itself will look them up when it renders the template."""
    tokens = iter(Lexer(source).tokenize())
    for token in tokens:
        name = _name(token)
        if name == "comment":
            _until(tokens, {"endcomment"})
        if token.token_type in {TokenType.VAR, TokenType.BLOCK} and name != "comment":
            for literal in _IN_TAG.findall(token.contents):
                yield Key(_literal(literal)), ""
        if name in _TRANSLATE:
            yield from _translate(token)
        elif name in _BLOCK:
            yield _block_translate(token, tokens)


def _name(token: Token) -> str:
    parts = token.contents.split(None, 1) if token.token_type is TokenType.BLOCK else []
    return parts[0] if parts else ""


def _until(tokens: Iterator[Token], names: set[str]) -> tuple[list[Token], str]:
    """What stands before the tag with one of the names, and which it was."""
    before: list[Token] = []
    for token in tokens:
        if _name(token) in names:
            return before, _name(token)
        before.append(token)
    return before, ""


def _translate(token: Token) -> Iterator[tuple[Key, str]]:
    parts = list(smart_split(token.contents))[1:]
    quoted = _QUOTED.match(parts[0]) if parts else None
    if quoted is None:
        return  # a variable: its text is collected where it is written
    yield Key(_literal(quoted[1]), _context(parts)), ""


def _block_translate(token: Token, tokens: Iterator[Token]) -> tuple[Key, str]:
    parts = list(smart_split(token.contents))
    ends = {f"end{name}" for name in _BLOCK}
    one, stopped_at = _until(tokens, ends | {"plural"})
    many = _until(tokens, ends)[0] if stopped_at == "plural" else []
    trimmed = "trimmed" in parts
    return Key(_sentence(one, trimmed), _context(parts)), _sentence(many, trimmed)


def _sentence(tokens: Iterable[Token], trimmed: bool) -> str:
    text = "".join(
        f"%({token.contents})s"
        if token.token_type is TokenType.VAR
        else token.contents.replace("%", "%%")
        for token in tokens
        if token.token_type in {TokenType.VAR, TokenType.TEXT}
    )
    return trim_whitespace(text) if trimmed else text


def _context(parts: list[str]) -> str:
    place = parts.index("context") + 1 if "context" in parts else len(parts)
    is_literal = place < len(parts) and parts[place][0] in "\"'"
    return unescape_string_literal(parts[place]) if is_literal else ""


def _literal(quoted: str) -> str:
    # Django doubles percent signs of literals in templates before it looks them up.
    return unescape_string_literal(quoted).replace("%", "%%")


# -- catalogues ----------------------------------------------------------------------------------


def catalogue_of(app: Path) -> Path:
    return app / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def apps_in(package: Path) -> list[Path]:
    return sorted(folder.parent for folder in package.glob("*/__init__.py"))


def read(file: Path) -> dict[Key, Entry]:
    if not file.exists():
        return {}
    entries = {}
    for message in _parsed(file):
        ids = message.id if isinstance(message.id, list | tuple) else (message.id,)
        texts = message.string if isinstance(message.string, list | tuple) else (message.string,)
        if ids[0]:
            entries[Key(str(ids[0]), str(message.context or ""))] = Entry(
                plural=str(ids[1]) if len(ids) > 1 else "",
                translations=tuple(str(text or "") for text in texts),
                fuzzy=message.fuzzy,
            )
    return entries


def _parsed(file: Path) -> Catalog:
    with file.open("rb") as content:
        return read_po(content, locale=LANGUAGE, abort_invalid=True)


def update(app: Path) -> int:
    """Bring an app's catalogue in line with its code. Returns how many texts lack Swedish."""
    file, found = catalogue_of(app), found_in(app)
    if not found and not file.exists():
        return 0
    known = read(file)
    entries = {}
    for key, plural in sorted(found.items()):
        old = known.get(key)
        kept = old.translations if old and old.plural == plural and not old.fuzzy else ()
        entries[key] = Entry(plural, kept or (("", "") if plural else ("",)))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(HEADER + "".join(_written(*item) for item in entries.items()), "utf-8")
    return sum(not entry.is_complete for entry in entries.values())


def _written(key: Key, entry: Entry) -> str:
    lines = [""]
    if _placeholders(key.id + entry.plural):
        lines.append("#, python-format")
    if key.context:
        lines.append(f"msgctxt {normalize(key.context)}")
    lines.append(f"msgid {normalize(key.id)}")
    if entry.plural:
        lines.append(f"msgid_plural {normalize(entry.plural)}")
        lines += [f"msgstr[{n}] {normalize(text)}" for n, text in enumerate(entry.translations)]
    else:
        lines.append(f"msgstr {normalize(entry.translations[0])}")
    return "\n".join(lines) + "\n"


def compile_changed(package: Path) -> int:
    """Write the machine's form of every catalogue that is newer than it. Returns how many."""
    compiled = 0
    for app in apps_in(package):
        source = catalogue_of(app)
        target = source.with_suffix(".mo")
        if not source.exists():
            target.unlink(missing_ok=True)
        elif not target.exists() or target.stat().st_mtime <= source.stat().st_mtime:
            unfinished = target.with_suffix(".mo.unfinished")
            with unfinished.open("wb") as content:
                write_mo(content, _parsed(source))
            unfinished.rename(target)
            compiled += 1
    return compiled


# -- checking ------------------------------------------------------------------------------------

_PLACEHOLDER: Final = re.compile(r"%(?:\((\w+)\))?[#0\- +]*\d*(?:\.\d+)?([sdifr%])")


def _placeholders(text: str) -> Counter[str]:
    """Named ones, and unnamed ones by kind. A doubled percent sign is none."""
    return Counter(
        f"%({name})" if name else f"%{kind}"
        for name, kind in _PLACEHOLDER.findall(text)
        if kind != "%"
    )


def faults_in(app: Path) -> Iterator[str]:
    """A sentence for every text whose Swedish is missing, unsure, left over or filled wrongly."""
    found, known = found_in(app), read(catalogue_of(app))
    for key, plural in sorted(found.items()):
        entry = known.get(key)
        if entry is None or entry.plural != plural:
            yield f"{app.name}: {key} is not in the catalogue; run `make messages`"
        elif entry.fuzzy:
            yield f"{app.name}: {key} is marked fuzzy; check the Swedish and remove the mark"
        elif not entry.is_complete:
            yield f"{app.name}: {key} has no Swedish"
        elif not _same_placeholders(key, entry):
            yield f"{app.name}: {key} and its Swedish have different placeholders"
    for key in sorted(known.keys() - found.keys()):
        yield f"{app.name}: {key} is no longer used; run `make messages`"


def _same_placeholders(key: Key, entry: Entry) -> bool:
    one, many = _placeholders(key.id).keys(), _placeholders(entry.plural).keys()
    if not entry.plural:
        return _placeholders(entry.translations[0]) == _placeholders(key.id)
    in_one, in_many = (_placeholders(text).keys() for text in entry.translations)
    # "1 child" may be written without its number, so one placeholder may be left out of it.
    return in_many == many and in_one <= one | many and len((one & many) - in_one) <= 1


# -- command -------------------------------------------------------------------------------------


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Swedish message catalogues.")
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--check", action="store_true", help="list every fault and change nothing")
    only.add_argument("--compile", action="store_true", help="only compile what has changed")
    parser.add_argument("--package", type=Path, default=PACKAGE, help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.check:
        faults = [fault for app in apps_in(asked.package) for fault in faults_in(app)]
        sys.stdout.writelines(f"{fault}\n" for fault in faults)
        sys.stdout.write(f"{len(faults)} faults in the Swedish texts.\n")
        return 1 if faults else 0
    if not asked.compile:
        for app in apps_in(asked.package):
            if missing := update(app):
                sys.stdout.write(f"{app.name}: {missing} texts without Swedish\n")
    compile_changed(asked.package)
    return 0


if __name__ == "__main__":
    sys.exit(main())
