"""Colours for light and dark, safe for colour-blind readers, each at least 3:1 against its page.

Meaning is never carried by colour alone: series also differ by dash, marker and pattern, areas carry their value,
facilities a letter. The sequences grow in lightness away from the page, so they also work in grey. The tests compute
every contrast and simulate the three kinds of colour blindness.
"""

from dataclasses import dataclass
from typing import Literal

Theme = Literal["light", "dark"]


@dataclass(frozen=True)
class Palette:
    """All colours of one theme, as ``#rrggbb``."""

    page: str
    """Background of the page, as in .streamlit/config.toml."""
    panel: str
    """Secondary background."""
    text: str
    muted: str
    """Axis titles, notes inside a figure: 4.5:1."""
    grid: str
    """Helping lines that carry no meaning."""
    axis: str
    border: str
    """Between areas: 3:1 against the page."""
    series: tuple[str, ...]
    sequence: tuple[str, ...]
    """Five classes, low to high."""
    diverging: tuple[str, ...]
    """Large fall, fall, unchanged, rise, large rise. No colour that says good or bad."""
    missing: str
    hatch: str
    """Lines over areas without a value: 3:1 against ``missing``."""
    withheld: str
    facility: str
    facility_text: str


PALETTES: dict[Theme, Palette] = {
    "light": Palette(
        page="#ffffff",
        panel="#f2f5f8",
        text="#0f1720",
        muted="#4a5461",
        grid="#d3dae3",
        axis="#7f8b9b",
        border="#5d6875",
        series=("#1d5a8f", "#c46200", "#4a0d2e", "#94795a", "#9a3fd0"),
        sequence=("#209289", "#2b758e", "#3c4f8a", "#482878", "#440154"),
        diverging=("#6e3500", "#b5701c", "#7d7f83", "#3f86c4", "#123f6d"),
        missing="#e4e7eb",
        hatch="#6b7480",
        withheld="#a9b1bb",
        facility="#ffffff",
        facility_text="#0f1720",
    ),
    "dark": Palette(
        page="#030508",
        panel="#121922",
        text="#eef2f6",
        muted="#bcc5cf",
        grid="#364250",
        axis="#6f7d8e",
        border="#a3aebb",
        series=("#7fb5e3", "#e08a30", "#fff3b0", "#f0569b", "#a24be0"),
        sequence=("#3f74a3", "#2b9c93", "#4cc07a", "#a0da4a", "#fde725"),
        diverging=("#ffc78a", "#c97f33", "#85888d", "#4a90cc", "#b5dcfb"),
        missing="#2a323c",
        hatch="#a3aebb",
        withheld="#56616e",
        facility="#030508",
        facility_text="#eef2f6",
    ),
}

DASHES = ("solid", "dash", "dot", "dashdot", "longdash")
MARKERS = ("circle", "square", "diamond", "triangle-up", "x")
PATTERNS = ("", "/", ".", "x", "-")


def palette(theme: Theme) -> Palette:
    """The colours of a theme; KeyError for another name than light and dark."""
    return PALETTES[theme]


def class_colours(theme: Theme, count: int, *, diverging: bool = False) -> tuple[str, ...]:
    """Colours of ``count`` classes, low to high, spread over the whole sequence; ValueError above five."""
    colours = palette(theme).diverging if diverging else palette(theme).sequence
    if not 1 <= count <= len(colours):
        raise ValueError(f"{count} classes, but {len(colours)} colours")
    if count == 1:
        return (colours[len(colours) // 2],)
    return tuple(colours[round(step * (len(colours) - 1) / (count - 1))] for step in range(count))


def rgb(colour: str) -> tuple[int, int, int]:
    """``#rrggbb`` as three numbers from 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""

    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(part) for part in rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Contrast of two colours from 1 to 21, WCAG 2.2."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
