"""The county's coat of arms as a drawing of a document."""

import io
from base64 import b64encode

from PIL import Image

from dashboard.documents.document import Picture


def emblem(png: bytes, alt: str) -> Picture:
    """The picture that ``logo.checked`` handed back, described by ``alt``."""
    with Image.open(io.BytesIO(png)) as opened:
        width, height = opened.size
    address = f"data:image/png;base64,{b64encode(png).decode('ascii')}"
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="{address}"/></svg>'
    )
    return Picture(svg, alt, width, height)
