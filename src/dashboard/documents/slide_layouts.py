"""The layouts of a presentation that are used, whoever made them, and where headline and foot stand on them."""

from dataclasses import dataclass
from typing import Any

from dashboard.exhibits.pptx_parts import Box

TITLES = ("title", "ctrTitle")
TEXTS = ("subTitle", "body")
KNOWN = {
    "title": ("Titelfolie", "Title Slide"),
    "secHead": ("Abschnittsüberschrift", "Abschnitt", "Section Header"),
    "titleOnly": ("Nur Titel", "Title Only"),
    "blank": ("Leer", "Blank"),
}
"""Types of layouts and the names they usually have, where the type is not in the file."""
MARGIN = 0.045
USUAL_INSET = 91_440
HIGHEST, LOWEST = 0.4, 0.8
"""Shares of the height: a headline stands above the first, a foot below the second."""


@dataclass(frozen=True)
class Frame:
    """Where headline and foot stand; between them everything else."""

    title: Box
    inset: int
    """From the left edge of the headline's box to its letters, under which everything else begins."""
    foot: Box


def kind(shape: Any) -> str:
    """The type of a placeholder as the file has it."""
    return str(shape._element.ph.get("type", "obj"))


def found(made: Any) -> dict[str, Any]:
    """Layouts for ``title``, ``secHead`` and ``titleOnly``: by their type, else by their name, else the nearest."""
    every = [layout for master in made.slide_masters for layout in master.slide_layouts]
    by: dict[str, Any] = {}
    for one, names in KNOWN.items():
        typed = [layout for layout in every if layout._element.get("type") == one]
        named = [layout for layout in every if layout.name.strip().casefold() in [name.casefold() for name in names]]
        by |= {one: (typed or named)[0]} if typed or named else {}
    titled = sorted((one for one in every if _has_title(one)), key=lambda one: len(list(one.placeholders)))
    usual = by.get("titleOnly") or (titled or [by.get("blank") or every[0]])[0]
    first = by.get("title", usual)
    return {"titleOnly": usual, "title": first, "secHead": by.get("secHead", first)}


def frame(made: Any, layout: Any, foot_height: int) -> Frame:
    """Places on a layout; where it says nothing usable, those of our own design."""
    width, height = made.slide_width, made.slide_height
    margin = round(width * MARGIN)
    inset = USUAL_INSET
    title = Box(margin, round(height * 0.053), width - 2 * margin, round(height * 0.087))
    for one in layout.placeholders:
        high = one.width and one.top + one.height <= height * HIGHEST and one.width >= width / 2
        if kind(one) in TITLES and high:
            title = Box(one.left, one.top, one.width, one.height)
            inset = _inset(one, layout)
    feet = [
        one
        for on in (layout, layout.slide_master)
        for one in on.placeholders
        if kind(one) in ("ftr", "sldNum") and one.top is not None and one.top >= height * LOWEST
    ]
    top = min((one.top for one in feet), default=round(height * 0.927))
    bottom = min(max((one.top + one.height for one in feet), default=round(height * 0.973)), height)
    foot = Box(title.left + inset, min(top, bottom - foot_height), title.width - inset, max(bottom - top, foot_height))
    return Frame(title, inset, foot)


def _inset(shape: Any, layout: Any) -> int:
    """How far the letters of a headline stand from the left edge of its box."""
    same = [one for one in layout.slide_master.placeholders if kind(one) in TITLES]
    for one in (shape, *same):
        properties = one._element.find("{*}txBody/{*}bodyPr")
        if properties is not None and properties.get("lIns") is not None:
            return int(properties.get("lIns"))
    return USUAL_INSET


def _has_title(layout: Any) -> bool:
    return any(kind(one) in TITLES for one in layout.placeholders)
