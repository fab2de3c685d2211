"""Which files a document can become, by their ending."""

from collections.abc import Callable, Mapping

from dashboard.documents.document import Document
from dashboard.documents.html import html
from dashboard.documents.pdf import pdf
from dashboard.documents.word import word
from dashboard.errors import UserError

WRITERS: Mapping[str, Callable[[Document], bytes]] = {".pdf": pdf, ".docx": word}
PUBLISHED: Mapping[str, Callable[[Document], bytes]] = {**WRITERS, ".html": html}
"""What can be put on the homepage too."""
MEDIA_TYPES: Mapping[str, str] = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html",
}


class EndingUnknown(UserError):
    """A file that no document becomes; the sentence says which ones are possible."""


def ending(name: str, writers: Mapping[str, Callable[[Document], bytes]] = WRITERS) -> str:
    """The ending of a file's name as a key of ``writers``. Raises EndingUnknown."""
    for known in writers:
        if name.casefold().endswith(known) and len(name) > len(known):
            return known
    *first, last = writers
    kinds = [f"als {one.removeprefix('.').upper()}" for one in writers]
    raise EndingUnknown(
        f"„{name}“ endet nicht auf {', '.join(first)} oder {last}; nur {', '.join(kinds[:-1])} oder {kinds[-1]} kann "
        "geschrieben werden."
    )


def written(document: Document, suffix: str) -> bytes:
    """The bytes of a document; ``suffix`` is a key of ``PUBLISHED``."""
    return PUBLISHED[suffix](document)
