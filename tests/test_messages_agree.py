"""One English text has one Swedish text, whichever app it stands in."""

from scripts.messages import PACKAGE, Key, apps_in, catalogue_of, read


def test_no_text_has_two_different_translations() -> None:
    """Django merges the catalogues of all apps: a second translation would silently win or lose."""
    swedish: dict[Key, dict[tuple[str, ...], str]] = {}
    for app in apps_in(PACKAGE):
        for key, entry in read(catalogue_of(app)).items():
            swedish.setdefault(key, {}).setdefault(entry.translations, app.name)

    clashes = {str(key): found for key, found in swedish.items() if len(found) > 1}

    assert clashes == {}
