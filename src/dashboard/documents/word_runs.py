"""Runs of text written straight into a paragraph of a DOCX (ECMA-376 part 1, 17.3.2).

python-docx looks for the place of every property and every character anew: with thousands of runs that is most of the
time of long minutes.
"""

import re
from typing import Any

from docx.oxml.ns import qn

TEXT_GREY = "4A4F55"
_RUN, _PROPERTIES, _TEXT, _BREAK, _TAB = map(qn, ("w:r", "w:rPr", "w:t", "w:br", "w:tab"))
_BOLD, _ITALIC, _COLOUR, _SIZE, _VALUE = map(qn, ("w:b", "w:i", "w:color", "w:sz", "w:val"))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BETWEEN = {"\n": _BREAK, "\t": _TAB}
_PARTS = re.compile("([\n\t])")


def add_run(
    paragraph: Any, text: str, *, bold: bool = False, italic: bool = False, points: float = 0, colour: str = ""
) -> None:
    """Append a run to the element of a paragraph; ``points`` 0 and no colour are those of the style."""
    run = _below(paragraph, _RUN)
    if bold or italic or points or colour:
        properties = _below(run, _PROPERTIES)  # in the order of the schema
        if bold:
            _below(properties, _BOLD)
        if italic:
            _below(properties, _ITALIC)
        if colour:
            _below(properties, _COLOUR).set(_VALUE, colour)
        if points:
            _below(properties, _SIZE).set(_VALUE, str(round(points * 2)))
    for part in filter(None, _PARTS.split(text)):
        if part in _BETWEEN:
            _below(run, _BETWEEN[part])
            continue
        element = _below(run, _TEXT)
        element.text = part
        element.set(_SPACE, "preserve")


def _below(parent: Any, tag: str) -> Any:
    element = parent.makeelement(tag)
    parent.append(element)
    return element
