"""Groups of many shapes, written as the file has them: the library would measure a group anew for each of its parts."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from dashboard.exhibits import pptx_parts as parts
from dashboard.exhibits.pptx_parts import SIZE, Box

HATCHED = "wdUpDiag"
Ring = Sequence[tuple[int, int]]


def group(shapes: Any, name: str, alt: str, box: Box, members: Iterable[str]) -> None:
    """A group over ``box`` with its description; ``members`` come from the functions below, in their order."""
    first = shapes._next_shape_id
    inside = "".join(member.replace("@id@", str(first + place), 1) for place, member in enumerate(members, start=1))
    at = f'x="{box.left}" y="{box.top}"', f'cx="{box.width}" cy="{box.height}"'
    shapes._spTree.append(
        parse_xml(
            f"<p:grpSp {nsdecls('p', 'a', 'r')}><p:nvGrpSpPr>"
            f'<p:cNvPr id="{first}" name="{escape(name)}" descr="{escape(alt)}"/><p:cNvGrpSpPr/><p:nvPr/>'
            f"</p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off {at[0]}/><a:ext {at[1]}/><a:chOff {at[0]}/><a:chExt {at[1]}/>"
            f"</a:xfrm></p:grpSpPr>{inside}</p:grpSp>"
        )
    )


def freeform(name: str, rings: Sequence[Ring], fill: str, line: str) -> str:
    """An area of one or several rings in EMU of the slide; a ring within another is a hole."""
    across = [x for ring in rings for x, _ in ring]
    along = [y for ring in rings for _, y in ring]
    box = Box(min(across), min(along), max(max(across) - min(across), 1), max(max(along) - min(along), 1))
    path = "".join(_ring(ring, box) for ring in rings)
    form = (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{box.width}" h="{box.height}">{path}</a:path></a:pathLst></a:custGeom>'
    )
    return _shape(name, box, form, fill, line)


def _ring(ring: Ring, box: Box) -> str:
    spots = [f'<a:pt x="{x - box.left}" y="{y - box.top}"/>' for x, y in ring]
    lines = "".join(f"<a:lnTo>{spot}</a:lnTo>" for spot in spots[1:])
    return f"<a:moveTo>{spots[0]}</a:moveTo>{lines}<a:close/>"


def preset(
    name: str, form: str, box: Box, fill: str = "", line: str = "", *, text: str = "", ink: str = "",
    bold: bool = False, align: str = "ctr", alt: str = "", width: float = 1, turned: int = 0, wrap: bool = False,
) -> str:  # fmt: skip
    """A ready form (``rect``, ``ellipse``, ``line`` …), turned by so many degrees, with a text in its middle."""
    geometry = f'<a:prstGeom prst="{form}"><a:avLst/></a:prstGeom>'
    return _shape(
        name, box, geometry, fill, line, _text(text, ink, bold, align, wrap) if text else "", alt, width, turned
    )


def solid(colour: str, opacity: float = 1) -> str:
    """A fill of one colour."""
    alpha = f'<a:alpha val="{round(opacity * 100_000)}"/>' if opacity < 1 else ""
    return f'<a:solidFill><a:srgbClr val="{colour[1:]}">{alpha}</a:srgbClr></a:solidFill>'


def patterned(preset_: str, ink: str, ground: str) -> str:
    """A fill of a pattern."""
    return (
        f'<a:pattFill prst="{preset_}"><a:fgClr><a:srgbClr val="{ink[1:]}"/></a:fgClr>'
        f'<a:bgClr><a:srgbClr val="{ground[1:]}"/></a:bgClr></a:pattFill>'
    )


def _shape(
    name: str,
    box: Box,
    form: str,
    fill: str,
    line: str,
    text: str = "",
    alt: str = "",
    width: float = 1,
    turned: int = 0,
) -> str:
    turn = f' rot="{turned * 60_000}"' if turned else ""
    stroke = f'<a:ln w="{parts.points(width)}">{line}</a:ln>' if line else "<a:ln><a:noFill/></a:ln>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="@id@" name="{escape(name)}" descr="{escape(alt or name)}"/><p:cNvSpPr/><p:nvPr/>'
        f'</p:nvSpPr><p:spPr><a:xfrm{turn}><a:off x="{box.left}" y="{box.top}"/>'
        f'<a:ext cx="{box.width}" cy="{box.height}"/></a:xfrm>{form}{fill or "<a:noFill/>"}{stroke}</p:spPr>{text}'
        "</p:sp>"
    )


def _text(text: str, ink: str, bold: bool, align: str, wrap: bool) -> str:
    look = f'lang="{parts.LANGUAGE}" sz="{SIZE * 100}" b="{int(bold)}"'
    lines = "".join(
        f'<a:p><a:pPr algn="{align}"/><a:r><a:rPr {look}>{solid(ink)}</a:rPr><a:t>{escape(line)}</a:t></a:r></a:p>'
        for line in text.split("\n")
    )
    edges = 'lIns="0" tIns="0" rIns="0" bIns="0"'
    kind = "square" if wrap else "none"
    return f'<p:txBody><a:bodyPr wrap="{kind}" {edges} anchor="ctr"/><a:lstStyle/>{lines}</p:txBody>'
