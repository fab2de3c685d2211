"""The handbook as the program has it: an introduction and its chapters."""

from functools import cache

from dashboard.settings import PROGRAM_ROOT

INTRODUCTION = "Einführung"
_CHAPTER = "\n## "


@cache
def chapters() -> dict[str, str]:
    """Title and Markdown of every chapter in order, the introduction first; titles are not in the texts."""
    text = (PROGRAM_ROOT / "docs" / "handbuch.md").read_text(encoding="utf-8")
    introduction, *parts = text.split(_CHAPTER)
    introduction = introduction.split("\n", 1)[1]  # the page has its own title
    return {INTRODUCTION: introduction} | {part.split("\n", 1)[0].strip(): part.split("\n", 1)[1] for part in parts}
