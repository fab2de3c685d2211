"""One drawing for both themes: its colours become names, and the page says what each is by light and by dark."""

import re
from dataclasses import astuple

from dashboard.exhibits.colours import palette

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b")


def pairs() -> dict[str, str]:
    """Every colour of the light theme with the one that stands for it in the dark theme."""
    return dict(zip(_flat(astuple(palette("light"))), _flat(astuple(palette("dark"))), strict=True))


def named(drawing: str) -> str:
    """A drawing in the light theme with names instead of its colours."""
    known = pairs()
    return _COLOUR.sub(lambda found: _name(found[0].lower()) if found[0].lower() in known else found[0], drawing)


def rules(*, dark: bool) -> str:
    """What the names mean in a theme, as declarations of a style sheet."""
    return ";".join(f"--c{light[1:]}:{other if dark else light}" for light, other in pairs().items())


def _name(colour: str) -> str:
    return f"var(--c{colour[1:]})"


def _flat(parts: tuple[object, ...]) -> list[str]:
    return [str(one).lower() for part in parts for one in (part if isinstance(part, tuple) else (part,))]
