"""Our own design of slides, used where the county gives none: white, one band of colour, large calm type."""

import io
import re
from functools import cache
from typing import Any

import pptx
from pptx.opc.constants import RELATIONSHIP_TYPE as RELATION
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Emu, Inches

from dashboard.documents.slide_master import emptied
from dashboard.exhibits import pptx_parts as parts
from dashboard.exhibits.colours import palette
from dashboard.exhibits.pptx_parts import Box
from dashboard.exhibits.pptx_shapes import preset, solid

WIDTH, HEIGHT = Inches(40 / 3), Inches(7.5)
MARGIN = Inches(0.6)
FONT = "Arial"
"""Is on every machine, or has a double of the same widths there."""
NAMES = {"Title Slide": "Titelfolie", "Section Header": "Abschnitt", "Title Only": "Nur Titel", "Blank": "Leer"}
PROMPTS = {
    "Click to edit Master title style": "Titel", "Click to edit Master subtitle style": "Untertitel",
    "Click to edit Master text styles": "Text", "Second level": "Zweite Ebene", "Third level": "Dritte Ebene",
    "Fourth level": "Vierte Ebene", "Fifth level": "Fünfte Ebene",
}  # fmt: skip
PLACES = {
    "Titelfolie": (
        (Inches(0.9), Inches(1.9), Inches(9.4), Inches(2.0)), (Inches(0.9), Inches(4.1), Inches(9.4), Inches(1.9)),
    ),
    "Abschnitt": (
        (Inches(0.9), Inches(2.3), Inches(11.5), Inches(1.5)), (Inches(0.9), Inches(4.0), Inches(11.5), Inches(1.9)),
    ),
}  # fmt: skip


def opened() -> Any:
    """A presentation without slides, to be filled."""
    return pptx.Presentation(io.BytesIO(_made()))


@cache
def _made() -> bytes:
    made = pptx.Presentation()
    emptied(made)
    made.slide_width, made.slide_height = Emu(WIDTH), Emu(HEIGHT)
    made.part._element.find("{*}sldSz").attrib.pop("type", None)
    for layout in list(made.slide_layouts):
        if layout.name not in NAMES:
            made.slide_layouts.remove(layout)
    _master(made.slide_master)
    for layout in made.slide_layouts:
        _layout(layout)
    for one in (made.part, made.slide_master.part, *(layout.part for layout in made.slide_layouts)):
        _german(one._element)
    _theme(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _master(master: Any) -> None:
    width = WIDTH - 2 * MARGIN
    foot = HEIGHT - Inches(0.55)
    places = {
        "title": (MARGIN, Inches(0.4), width, Inches(0.65)), "body": (MARGIN, Inches(1.8), width, Inches(4.8)),
        "dt": (MARGIN, foot, Inches(2), Inches(0.35)), "ftr": (MARGIN, foot, width - Inches(1.2), Inches(0.35)),
        "sldNum": (WIDTH - MARGIN - Inches(1), foot, Inches(1), Inches(0.35)),
    }  # fmt: skip
    for shape in master.placeholders:
        _put(shape, places[shape._element.ph.get("type", "obj")])
        if shape._element.ph.get("type") == "title":
            frame = shape._element.find("{*}txBody/{*}bodyPr")
            frame.set("lIns", "0")
            frame.set("anchor", "t")
    _band(master, Inches(0.14))
    style = master._element.find("{*}txStyles/{*}titleStyle/{*}lvl1pPr")
    style.set("algn", "l")
    style.find("{*}defRPr").set("sz", "2800")
    style.find("{*}defRPr").set("b", "1")
    for level in master._element.findall("{*}txStyles/{*}bodyStyle/*"):
        size = level.find("{*}defRPr")
        if size is not None:
            size.set("sz", "2000")
    for one in master._element.iter("{*}tint"):  # the foot in full contrast
        one.set("val", "100000")
    for one in master._element.iter("{*}defRPr"):
        if one.get("sz") == "1200":
            one.set("sz", "1400")


def _layout(layout: Any) -> None:
    name = NAMES[layout.name]
    layout._element.cSld.set("name", name)
    for shape in list(layout.placeholders):
        if shape._element.ph.get("type") == "dt":
            shape._element.getparent().remove(shape._element)
    if name in PLACES:
        title, text = PLACES[name]
        for shape in layout.placeholders:
            kind = shape._element.ph.get("type", "obj")
            if kind in ("title", "ctrTitle", "subTitle", "body"):
                _put(shape, title if kind in ("title", "ctrTitle") else text)
                properties = shape._element.find("{*}txBody/{*}bodyPr")
                properties.set("anchor", "b" if kind in ("title", "ctrTitle") else "t")
                properties.set("lIns", "0")
                for level in shape._element.findall("{*}txBody/{*}lstStyle/*"):
                    level.set("algn", "l")
                    for one in level.iter("{*}defRPr"):
                        one.attrib.pop("cap", None)
                    for one in level.iter("{*}tint"):
                        one.set("val", "100000")
        _band(layout, Inches(1.1))


def _band(on: Any, height: int) -> None:
    """A band of colour across the top, behind everything else; it says nothing, so readers by ear pass it over."""
    tree = on.shapes._spTree
    colour = palette("light").series[0]
    box = Box(0, 0, WIDTH, height)
    identity = 1 + max(int(one.get("id")) for one in tree.iter("{*}cNvPr"))
    drawn = preset("Band", "rect", box, solid(colour)).replace("@id@", str(identity), 1)
    band = parse_xml(f"<p:all {nsdecls('p', 'a')}>{drawn}</p:all>")[0]
    band.find(".//{*}cNvPr").set("descr", "")
    tree.insert(2, band)


def _put(shape: Any, place: tuple[int, int, int, int]) -> None:
    shape.left, shape.top, shape.width, shape.height = place


def _german(element: Any) -> None:
    for one in element.iter():
        if one.get("lang") is not None:
            one.set("lang", parts.LANGUAGE)
        if one.tag.endswith("}t") and one.text in PROMPTS:
            one.text = PROMPTS[one.text]


def _theme(made: Any) -> None:
    """Type and colours that people get who go on with the file."""
    theme = made.slide_master.part.part_related_by(RELATION.THEME)
    colours = palette("light")
    text = theme.blob.decode("utf-8").replace('<a:latin typeface="Calibri"/>', f'<a:latin typeface="{FONT}"/>')
    accents = (*colours.series, colours.muted)
    for number, colour in enumerate(accents, start=1):
        tag = f"a:accent{number}"
        text = re.sub(f"<{tag}>.*?</{tag}>", f'<{tag}><a:srgbClr val="{colour[1:].upper()}"/></{tag}>', text)
    text = text.replace(
        '<a:dk1><a:sysClr val="windowText" lastClr="000000"/>', f'<a:dk1><a:srgbClr val="{colours.text[1:]}"/>'
    )
    text = text.replace('name="Office Theme"', 'name="Lagebild"').replace(
        'Scheme name="Office"', 'Scheme name="Lagebild"'
    )
    theme._blob = text.encode("utf-8")
