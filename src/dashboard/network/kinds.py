"""Kinds of organisations, as people call them."""

from enum import StrEnum


class Kind(StrEnum):
    """What sort of organisation it is."""

    AUTHORITY = "authority"
    WELFARE = "welfare"
    EDUCATION = "education"
    CHAMBER = "chamber"
    COMPANY = "company"
    CLUB = "club"
    POLICE = "police"
    VOLUNTEERS = "volunteers"
    INITIATIVE = "initiative"
    OTHER = "other"

    @property
    def label(self) -> str:
        """German name."""
        return _LABELS[self]


_LABELS = {
    Kind.AUTHORITY: "Behörde",
    Kind.WELFARE: "Wohlfahrtsverband",
    Kind.EDUCATION: "Bildungsträger",
    Kind.CHAMBER: "Kammer",
    Kind.COMPANY: "Unternehmen",
    Kind.CLUB: "Verein",
    Kind.POLICE: "Polizei",
    Kind.VOLUNTEERS: "Ehrenamt",
    Kind.INITIATIVE: "Initiative",
    Kind.OTHER: "Sonstige",
}
