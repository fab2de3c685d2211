"""Which files a document can become, by their ending."""

from collections.abc import Callable, Mapping

from dashboard.documents.document import Document
from dashboard.documents.pdf import pdf
from dashboard.documents.word import word
from dashboard.errors import UserError

WRITERS: Mapping[str, Callable[[Document], bytes]] = {".pdf": pdf, ".docx": word}
MEDIA_TYPES: Mapping[str, str] = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class EndingUnknown(UserError):
    """A file that no document becomes; the sentence says which ones are possible."""


def ending(name: str) -> str:
    """The ending of a file's name as a key of ``WRITERS``. Raises EndingUnknown."""
    for known in WRITERS:
        if name.casefold().endswith(known) and len(name) > len(known):
            return known
    raise EndingUnknown(f"„{name}“ endet nicht auf .pdf oder .docx; nur als PDF oder als DOCX kann geschrieben werden.")


def written(document: Document, suffix: str) -> bytes:
    """The bytes of a document; ``suffix`` is a key of ``WRITERS``."""
    return WRITERS[suffix](document)
