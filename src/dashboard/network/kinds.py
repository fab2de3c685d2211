"""Kinds of organisations and states of hurdles, as people call them."""

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


class HurdleState(StrEnum):
    """How far it is with a hurdle, from the open one to the end."""

    OPEN = "open"
    RAISED = "raised"
    IN_CLARIFICATION = "in_clarification"
    PARTLY_SOLVED = "partly_solved"
    SOLVED = "solved"
    UNSOLVABLE = "unsolvable"

    @property
    def label(self) -> str:
        """German name."""
        return _STATES[self]

    @property
    def is_over(self) -> bool:
        """Whether nobody waits for anything any more."""
        return self in (HurdleState.SOLVED, HurdleState.UNSOLVABLE)


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
_STATES = {
    HurdleState.OPEN: "offen",
    HurdleState.RAISED: "eingebracht",
    HurdleState.IN_CLARIFICATION: "in Klärung",
    HurdleState.PARTLY_SOLVED: "teilweise gelöst",
    HurdleState.SOLVED: "gelöst",
    HurdleState.UNSOLVABLE: "nicht lösbar",
}
