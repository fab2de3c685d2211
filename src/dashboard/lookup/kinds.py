"""What kinds of texts can be found, what they are called, and which circles can meet them at all."""

from dataclasses import dataclass

from dashboard.store import Circle


@dataclass(frozen=True)
class Kind:
    """A kind of texts; outside ``circle`` none of it is ever found."""

    label: str
    circle: Circle = Circle.PUBLIC


KINDS = {
    "alliance": Kind("Bündnis"),
    "goal": Kind("Ziel"),
    "goal_note": Kind("Notiz zu einem Ziel"),
    "measure": Kind("Maßnahme"),
    "recommendation": Kind("Handlungsempfehlung"),
    "concept": Kind("Konzept"),
    "building_block": Kind("Baustein"),
    "block_state": Kind("Stand eines Bausteins", Circle.COORDINATION),
    "organisation": Kind("Organisation", Circle.COORDINATION),
    "function": Kind("Funktion", Circle.COORDINATION),
    "practice": Kind("Praxisbeispiel"),
    "hurdle": Kind("Hürde"),
    "meeting": Kind("Sitzung"),
    "item": Kind("Tagesordnungspunkt"),
    "minutes": Kind("Niederschrift (Entwurf)", Circle.COORDINATION),
    "archived_minutes": Kind("Frühere Niederschrift"),
    "resolution": Kind("Verabredung oder Beschluss"),
    "task": Kind("Aufgabe"),
    "folder": Kind("Mappe"),
    "folder_page": Kind("Seite einer Mappe"),
    "folder_question": Kind("Frage zu einer Mappe"),
    "upload": Kind("Datei", Circle.INTERNAL),
    "indicator": Kind("Kennzahl"),
    "chapter": Kind("Handbuch"),
}


def label(code: str) -> str:
    """The German name of a kind; one without a name is shown by its code."""
    return KINDS[code].label if code in KINDS else code


def offered(circle: Circle) -> list[str]:
    """The kinds a circle can look for."""
    return [code for code, kind in KINDS.items() if circle.may_see(kind.circle)]
