"""The forms of what is shared."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kraftsamling.common.forms import IdempotentForm, KraftForm, TextArea, VersionedForm
from kraftsamling.organisations.models import Municipality
from kraftsamling.publishing.rules.markup import is_address, plain
from kraftsamling.publishing.selectors import Wanted

_CODE: Final = re.compile(r"[0-9]{4}")


class NewPostForm(IdempotentForm):
    """A new post begins with its title."""

    title = forms.CharField(label=_("Title"), max_length=160)


class FactsField(forms.CharField):
    """Facts in short, one a line: what stands in bold, a bar, the rest."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=TextArea(rows=4), max_length=2000, **kwargs)

    def clean(self, value: Any) -> Any:
        facts = []
        for line in str(super().clean(value)).splitlines():
            bold, _bar, text = line.partition("|")
            if bold.strip() or text.strip():
                facts.append([bold.strip(), text.strip()])
        return facts


class LinesField(forms.CharField):
    """One thing a line, its parts with bars between. `parts` of them must be there, `most` may be."""

    def __init__(self, *, parts: int, most: int, wrong: Any, **kwargs: Any) -> None:
        super().__init__(required=False, widget=TextArea(rows=3), max_length=4000, **kwargs)
        self.parts, self.most, self.wrong = parts, most, wrong

    def clean(self, value: Any) -> Any:
        rows = []
        for line in str(super().clean(value)).splitlines():
            row = [part.strip() for part in line.split("|")]
            if not any(row):
                continue
            if not self.parts <= len(row) <= self.most or not all(row[: self.parts]):
                raise forms.ValidationError(str(self.wrong))
            rows.append(row + [""] * (self.most - len(row)))
        return rows


class TagsField(forms.CharField):
    """Tags with a comma between."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=200, **kwargs)

    def clean(self, value: Any) -> Any:
        names = [name.strip() for name in str(super().clean(value)).split(",")]
        return list(dict.fromkeys(name for name in names if any(c.isalnum() for c in name)))


class PostForm(VersionedForm):
    """A report. What has been learnt is required: it is why others read it."""

    title = forms.CharField(label=_("Title"), max_length=160)
    lead = forms.CharField(
        label=_("Lead"),
        max_length=600,
        widget=TextArea(rows=3),
        help_text=_("Two or three sentences that say the most important."),
    )
    body = forms.CharField(
        label=_("Text"),
        max_length=20000,
        widget=TextArea(rows=16),
        help_text=_(
            "An empty line begins a new paragraph. A line that begins with ## becomes a heading."
            " Write nothing that points out a child."
        ),
    )
    learnt = forms.CharField(
        label=_("What have we learnt?"),
        max_length=2000,
        widget=TextArea(rows=5),
        help_text=_("Also what did not succeed."),
    )
    facts = FactsField(
        label=_("Facts in short"),
        help_text=_("One a line, with a bar between: 2 method supporters | are in place"),
    )
    author = forms.CharField(label=_("Author"), max_length=120)
    municipality = forms.ChoiceField(label=_("Municipality"), required=False)
    tags = TagsField(label=_("Tags"), help_text=_("With a comma between."))
    films = LinesField(
        label=_("Films"),
        parts=3,
        most=3,
        wrong=_("A film needs three things: address | title | language of the captions."),
        help_text=_("One a line: address | title | language of the captions."),
    )
    sources = LinesField(
        label=_("Sources"),
        parts=3,
        most=4,
        wrong=_("A source needs at least: author | year | title."),
        help_text=_("One a line: author | year | title | address."),
    )
    source = forms.CharField(label=_("Source"), max_length=300, required=False)

    def __init__(
        self,
        *args: Any,
        municipalities: Sequence[Municipality],
        film_hosts: frozenset[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.film_hosts = film_hosts
        field = self.fields["municipality"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", gettext("None")),
            *((each.code, each.name) for each in municipalities),
        ]

    def clean_films(self) -> list[list[str]]:
        """Only https, and only at the sites that the authority trusts."""
        films: list[list[str]] = self.cleaned_data["films"]
        for address, _title, _captions in films:
            if not is_address(address, hosts=self.film_hosts):
                raise forms.ValidationError(
                    gettext("The film must have an https address at one of: %(hosts)s")
                    % {"hosts": ", ".join(sorted(self.film_hosts))}
                )
        return films

    def clean_sources(self) -> list[list[str]]:
        """A year is four figures, and an address leads somewhere."""
        sources: list[list[str]] = self.cleaned_data["sources"]
        for _author, year, _title, address in sources:
            if not _CODE.fullmatch(year) or (address and not is_address(address)):
                raise forms.ValidationError(
                    gettext("A source has a year of four figures, and an address with https.")
                )
        return sources


def typed(words: Mapping[str, Any]) -> dict[str, object]:
    """The words of a report as they are typed in its form: lists become lines with bars."""
    return {
        **words,
        "facts": "\n".join(f"{bold} | {text}" for bold, text in words["facts"]),
        "films": "\n".join(" | ".join(row) for row in words["films"]),
        "sources": "\n".join(" | ".join(part for part in row if part) for row in words["sources"]),
    }


class CorrectionForm(PostForm):
    """The words of a published report anew, and what was wrong. Version 0: no correction has been begun."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    what = forms.CharField(
        label=_("What is corrected?"),
        max_length=300,
        widget=TextArea(rows=2),
        help_text=_("One sentence. Everybody reads it under the report, with the date."),
    )
    field_order = ("version", "what")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, municipalities=(), **kwargs)
        del self.fields["municipality"], self.fields["tags"]


class WithdrawForm(KraftForm):
    """Why a report is withdrawn. The words stand at its address."""

    reason = forms.CharField(
        label=_("Why is the report withdrawn?"),
        max_length=300,
        widget=TextArea(rows=2),
        help_text=_("Everybody can read the reason. Do not repeat what was wrong."),
    )


class CommentForm(IdempotentForm):
    """A comment, as in the public reports that the product grew from: required fields carry a *.

    `leave_empty` is for machines that fill in everything; people do not see it.
    """

    marks_required = True

    text = forms.CharField(
        label=_("Comment"),
        max_length=4000,
        widget=TextArea(rows=6),
        help_text=_("Write nothing that points out a child."),
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    leave_empty = forms.CharField(required=False)

    def clean_name(self) -> str:
        """One line, and no signs that nobody sees."""
        return self._seen("name", " ".join(plain(self.cleaned_data["name"]).split()))

    def clean_text(self) -> str:
        """As it was written. Only signs that nobody sees is nothing."""
        self._seen("text", plain(self.cleaned_data["text"]).strip())
        return str(self.cleaned_data["text"])

    def _seen(self, name: str, value: str) -> str:
        if not value:
            raise forms.ValidationError(self.fields[name].error_messages["required"])
        return value


class RejectForm(KraftForm):
    """Why a comment is not shown. The words are sent to whoever wrote it."""

    reason = forms.CharField(
        label=_("Why is it not shown?"),
        max_length=300,
        widget=TextArea(rows=2),
        help_text=_("One sentence. It is sent by e-mail to whoever wrote the comment."),
    )


class PublishForm(VersionedForm):
    """Publishing carries the version that was read."""


_SLUG: Final = re.compile(r"[-a-z0-9_]{1,50}")


def wanted_in(query: Mapping[str, str]) -> Wanted:
    """The filter of the public list. What is no filter is as if it had not been written."""
    code, tag, year = (query.get(name, "") for name in ("kommun", "tagg", "ar"))
    return Wanted(
        municipality=code if _CODE.fullmatch(code) else "",
        tag=tag if _SLUG.fullmatch(tag) else "",
        year=int(year) if _CODE.fullmatch(year) and int(year) else None,
    )
