"""A slide for the tests of exhibits in PowerPoint, and what can be read from it again."""

import io
import zipfile

import openpyxl
import pptx
from pptx.util import Inches

from dashboard.exhibits.pptx_parts import Box
from dashboard.exhibits.pptx_renderer import drawings

BOX = Box(Inches(0.6), Inches(1.8), Inches(12.1), Inches(4.6))


def presented(exhibit, box=BOX, made_for=drawings):
    """The exhibit's slides, saved and opened again."""
    made = pptx.Presentation()
    made.slide_width, made.slide_height = Inches(40 / 3), Inches(7.5)
    for drawing in made_for(exhibit, box):
        drawing(made.slides.add_slide(made.slide_layouts[6]).shapes, box)
    out = io.BytesIO()
    made.save(out)
    return pptx.Presentation(io.BytesIO(out.getvalue()))


def slides(exhibit, **more):
    return list(presented(exhibit, **more).slides)


def chart(slide):
    """The only chart of a slide."""
    (frame,) = [shape for shape in slide.shapes if shape.has_chart]
    return frame.chart


def workbook(made):
    """The embedded sheet, row by row, and its name."""
    sheet = openpyxl.load_workbook(io.BytesIO(made.part.chart_workbook.xlsx_part.blob)).active
    return sheet.title, [list(row) for row in sheet.iter_rows(values_only=True)]


def everything(shapes):
    """All shapes, those in groups too."""
    for shape in shapes:
        yield shape
        if shape.shape_type is not None and hasattr(shape, "shapes"):
            yield from everything(shape.shapes)


def alt(shape):
    return shape._element._nvXxPr.cNvPr.get("descr")


def members(content):
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return packed.namelist()
