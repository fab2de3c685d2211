"""Changes of one entry of the small catalogue, and the files its entries stand in."""

from collections.abc import Callable

HOUSING, BREAKS = "indicators/housing.toml", "breaks.toml"
WORDS, TABLE = "vocabulary.toml", "profiles/table.toml"

Change = Callable[[str], str]


def entry_with(lines: str) -> Change:
    """More lines at the end of the entry."""
    return lambda entry: entry.rstrip() + "\n" + lines + "\n\n"


def entry_replacing(old: str, new: str) -> Change:
    """Another text instead of one that stands in the entry exactly once."""

    def change(entry: str) -> str:
        assert entry.count(old) == 1
        return entry.replace(old, new)

    return change
