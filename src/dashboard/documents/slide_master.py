"""The county's template (.pptx or .potx): checked, emptied, and freed of all that is not design.

Slides, comments, names of authors, macros and the like do not come along; masters, layouts, themes and fonts do.
"""

import io
import zipfile
from typing import Any

import pptx
from pptx.opc.constants import RELATIONSHIP_TYPE as RELATION

from dashboard.errors import FileUnusable
from dashboard.formats import number

MEGABYTE = 1_000_000
MOST_BYTES, MOST_UNPACKED, MOST_MEMBERS = 30 * MEGABYTE, 200 * MEGABYTE, 3000
WIDE = 16 / 9
TYPES = "[Content_Types].xml"
TEMPLATE_TYPE, FILE_TYPE = b"presentationml.template.main+xml", b"presentationml.presentation.main+xml"
ACTIVE = ("vbaproject", "activex", "vbadata")
KEPT = {
    RELATION.SLIDE_MASTER, RELATION.NOTES_MASTER, RELATION.HANDOUT_MASTER, RELATION.THEME, RELATION.PRES_PROPS,
    RELATION.VIEW_PROPS, RELATION.TABLE_STYLES, RELATION.FONT,
}  # fmt: skip
SAVE_ANEW = "Bitte in PowerPoint als „PowerPoint-Präsentation (.pptx)“ speichern."


def opened(data: bytes) -> Any:
    """The template without slides. Raises FileUnusable: broken, too large, macros, not 16:9, no layouts."""
    data = _checked(data)
    try:
        made = pptx.Presentation(io.BytesIO(data))
        layouts = [layout for master in made.slide_masters for layout in master.slide_layouts]
        ratio = made.slide_width / made.slide_height
        for layout in layouts:  # a damaged part shows only when it is read
            _ = layout.name, [(one.placeholder_format.type, one.left) for one in layout.placeholders]
    except Exception as error:  # the library raises whatever the damage leads to
        raise FileUnusable(f"Die Vorlage lässt sich nicht lesen; die Datei ist beschädigt. {SAVE_ANEW}") from error
    if not layouts:
        raise FileUnusable("Die Vorlage enthält keine Folienlayouts; gebraucht wird mindestens eines mit einem Titel.")
    if abs(ratio - WIDE) > 0.02:
        raise FileUnusable(
            f"Die Folien der Vorlage haben das Seitenverhältnis {number(ratio, 2)}; gebraucht wird 16:9 (1,78). Bitte "
            "in PowerPoint unter „Entwurf“, „Foliengröße“ auf „Breitbild (16:9)“ umstellen."
        )
    emptied(made)
    return made


def emptied(made: Any) -> None:
    """Take out slides and all parts that are not design, names of persons among them."""
    part = made.part
    for one in list(made.slides._sldIdLst):
        made.slides._sldIdLst.remove(one)
    _keep(part.rels, KEPT)
    _keep(part.package._rels, {RELATION.OFFICE_DOCUMENT, RELATION.CORE_PROPERTIES})
    # Lists of sections, customers' data and print settings name parts that are gone.
    for tag in ("extLst", "custDataLst", "smartTags", "modifyVerifier"):
        for one in part._element.findall(f"{{*}}{tag}"):
            part._element.remove(one)


def _keep(relations: Any, kinds: set[str]) -> None:
    for key, relation in list(relations.items()):
        if relation.is_external or relation.reltype not in kinds:
            relations.pop(key)


def _checked(data: bytes) -> bytes:
    """The file, as a presentation where it was a template; nothing of it has been unpacked as a whole before."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileUnusable(f"Die Vorlage ist durch ein Kennwort geschützt oder eine alte .ppt-Datei. {SAVE_ANEW}")
    if len(data) > MOST_BYTES:
        raise FileUnusable(f"Die Vorlage hat {number(len(data) / MEGABYTE, 1)} MB; erlaubt sind bis zu 30 MB.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = packed.infolist()
            if len(members) > MOST_MEMBERS or sum(one.file_size for one in members) > MOST_UNPACKED:
                raise FileUnusable("Die Vorlage ist ausgepackt zu groß; erlaubt sind 200 MB in 3.000 Teilen.")
            types = packed.read(TYPES)
            _refuse_active([one.filename for one in members], types)
            _refuse_linked(packed)
            if TEMPLATE_TYPE not in types:
                return data
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packing:
                for one in members:
                    packing.writestr(one.filename, packed.read(one).replace(TEMPLATE_TYPE, FILE_TYPE))
            return out.getvalue()
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError, RuntimeError, zipfile.error):
        raise FileUnusable(f"Die Vorlage ist keine PowerPoint-Datei oder beschädigt. {SAVE_ANEW}") from None


def _refuse_active(names: list[str], types: bytes) -> None:
    found = any(word in name.lower() for name in names for word in ACTIVE)
    if found or b"macroenabled" in types.lower() or b"vbaproject" in types.lower():
        raise FileUnusable(
            "Die Vorlage enthält Makros oder aktive Inhalte und wird deshalb nicht verwendet. Bitte ohne Makros als "
            ".pptx speichern."
        )


def _refuse_linked(packed: zipfile.ZipFile) -> None:
    """Masters and layouts must not fetch anything from outside; a link that somebody clicks may stay."""
    for name in packed.namelist():
        if name.endswith(".rels") and name.startswith(("ppt/slideMasters/", "ppt/slideLayouts/", "ppt/theme/")):
            for entry in packed.read(name).split(b"<Relationship ")[1:]:
                if b'"External"' in entry and b"/hyperlink" not in entry:
                    raise FileUnusable(
                        "Die Vorlage lädt Bilder oder Dateien von außerhalb nach. Bitte sie in die Vorlage einbetten."
                    )
