"""A report made up in memory."""

from meeting_papers import OFFICE, exhibit

from dashboard.documents.report import Part, Report, Section
from dashboard.store import Circle

TYPED = "Ein **wichtiger** Satz mit <script>alert(1)</script> und [Link](javascript:alert(1))."


def report(*sections: Section, **more: object) -> Report:
    """A public one that is frozen, of two chapters unless others are given."""
    chapters = sections or (
        Section(
            "Unterbringung", (Part("", TYPED, exhibit()), Part("Ohne Zahl", "", None, "Dazu liegt kein Wert vor."))
        ),
        Section("Ausblick", (Part("Wie es weitergeht", TYPED),), "Ein Vorspann."),
    )
    facts = {
        "title": "Quartalsbericht", "period": "3. Quartal 2026", "office": OFFICE, "circle": Circle.PUBLIC,
        "as_of": "26.11.2026", "number": "Mappe 2026-07", "headline": "Mehr Plätze", "intro": "", "threshold": 5,
        "sections": chapters, **more,
    }  # fmt: skip
    return Report(**facts)  # type: ignore[arg-type]
