"""Where a draft is continued: the page of its form, and what must be chosen there for the form to be open."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from dashboard.ui import (
    alliances_edit,
    concept_edit,
    concept_reads,
    council_pages,
    council_reads,
    meetings_bodies,
    meetings_edit,
    meetings_reads,
    minutes_agenda,
    minutes_approval,
    network_edit,
    planning,
    planning_edit,
    planning_facilities,
    planning_reads,
    resolutions_form,
    tasks,
    tasks_form,
    tasks_reads,
)
from dashboard.ui.alliances_sheet import NEW, choice_of

ALLIANCES = {
    "buendnis": "Bündnis",
    "ziel": "Ziel",
    "schritt": "Schritt",
    "massnahme": "Maßnahme",
    "bewertung": "Bewertung",
    "empfehlung": "Empfehlung",
}
"""Part of a form's name to what is chosen under „Was“."""
NETWORK = {"organisation": "Organisation", "funktion": "Funktion", "praxis": "Praxisbeispiel", "huerde": "Hürde"}
CONCEPT = {
    "konzept": concept_edit.CONCEPT_FORM,
    "baustein": concept_edit.BLOCK_FORM,
    "einfuegen": concept_edit.PASTE,
    "stand": concept_edit.STATE,
}

MEETINGS = {
    "sitzung": meetings_edit.MEETING,
    "punkt": meetings_edit.ITEM,
    "einfuegen": meetings_edit.AGENDA,
    "gremium": meetings_edit.BODY,
    "mitglied": meetings_edit.MEMBERS,
    "vorlage": meetings_edit.TEMPLATES,
}


@dataclass(frozen=True)
class Way:
    """What a draft is about, and how its form is opened; without a page there is none any more."""

    title: str
    page: str = ""
    state: Mapping[str, object] = field(default_factory=dict)


UNKNOWN = Way("Entwurf")


def way(kind: str, object_id: str) -> Way:
    """The way to the form of ``kind`` (``buendnis:ziel``) and ``object_id`` (``3:17``)."""
    area, _, form = kind.partition(":")
    found = WAYS.get(area)
    return found(form, object_id) if found is not None else UNKNOWN


def _alliances(form: str, object_id: str) -> Way:
    what = ALLIANCES.get(form)
    if what is None:
        return UNKNOWN
    *within, chosen = object_id.split(":")
    state: dict[str, object] = {
        "buendnis:eintragen": True,
        alliances_edit.WHAT: what,
        **choice_of(":".join([form, *within]), chosen),
    }
    alliance = within[0] if within else chosen
    if form != "empfehlung" and alliance != NEW:
        state[alliances_edit.CHOSEN] = int(alliance)
    return Way(_titled(what, chosen), "alliances.py", state)


def _network(form: str, chosen: str) -> Way:
    what = NETWORK.get(form)
    if what is None:
        return UNKNOWN
    state = {network_edit.BOX: True, network_edit.WHAT: what, **choice_of(form, chosen)}
    return Way(_titled(what, chosen), "network.py", state)


def _concept(form: str, object_id: str) -> Way:
    what = CONCEPT.get(form)
    if what is None:
        return UNKNOWN
    *within, chosen = object_id.split(":")
    state: dict[str, object] = {
        "konzept:eintragen": True,
        concept_edit.WHAT: what,
        concept_reads.BLOCK: None,
        concept_reads.PLACE: None,
    }
    match form:
        case "stand":
            state |= {concept_reads.BLOCK: int(within[0]), concept_reads.PLACE: chosen}
        case "baustein":
            state |= {concept_reads.CONCEPT: int(within[0]), **choice_of(f"baustein:{within[0]}:", chosen)}
        case _ if chosen != NEW:
            state |= {concept_reads.CONCEPT: int(chosen), **choice_of("konzept", chosen)}
    return Way(_titled(what, chosen), "concept.py", state)


def _tasks(form: str, chosen: str) -> Way:
    match form:
        case "aufgabe" if chosen == NEW:
            return Way(_titled("Aufgabe", chosen), "tasks.py", {tasks_form.NEW_BOX: True})
        case "aufgabe":
            return Way("Aufgabe", "tasks.py", {tasks.WISH: (tasks_reads.TASK, chosen), tasks_form.CHANGE_BOX: True})
        case "ergebnis":
            return Way("Ergebnis einer Aufgabe", "tasks.py", {tasks.WISH: (tasks_reads.TASK, chosen)})
        case "beschluss":
            state = {tasks.WISH: (tasks_reads.RESOLUTION, chosen), resolutions_form.BOX: True}
            return Way("Ergebnis einer Verabredung", "tasks.py", state)
    return UNKNOWN


def _meetings(form: str, object_id: str) -> Way:
    what = MEETINGS.get(form)
    if what is None:
        return UNKNOWN
    *within, chosen = object_id.split(":")
    state: dict[str, object] = {meetings_edit.BOX: True, meetings_edit.WHAT: what}
    match form:
        case "einfuegen":
            state[meetings_reads.CHOSEN] = int(chosen)
        case "punkt":
            state |= {meetings_reads.CHOSEN: int(within[0]), **choice_of(f"punkt:{within[0]}", chosen)}
        case "mitglied":
            state |= {meetings_bodies.OF: int(within[0]), **choice_of(f"mitglied:{within[0]}", chosen)}
        case "sitzung":
            known = "" if chosen == NEW else chosen
            state |= {meetings_reads.CHOSEN: int(known) if known else None, **choice_of(f"sitzung:{known}", chosen)}
        case _:
            state |= choice_of("gremium" if form == "gremium" else "sitzungsvorlage", chosen)
    return Way(_titled(what, chosen), "meetings.py", state)


def _item(form: str, object_id: str) -> Way:
    return Way("Niederschrift", "minutes.py", {minutes_agenda.WANTED: object_id})


def _minutes(form: str, object_id: str) -> Way:
    if form == "nachtrag":
        state: dict[str, object] = {minutes_agenda.WANTED_MEETING: object_id, minutes_approval.FORM: True}
        return Way("Nachtrag", "minutes.py", state)
    item, chosen = object_id.split(":")
    state = {minutes_agenda.WANTED: item, **choice_of(f"{form}:{item}", chosen)}
    return Way(_titled(form.capitalize(), chosen), "minutes.py", state)


def _titled(what: str, chosen: str) -> str:
    return f"{what} (neu)" if chosen == NEW else what


def _council(form: str, object_id: str) -> Way:
    folder, _, chosen = object_id.partition(":")
    state: dict[str, object] = {council_reads.CHOSEN: int(folder)}
    match form:
        case "seite":
            state[f"{council_pages.chosen_key(int(folder))}:merk"] = chosen
            return Way("Seite einer Mappe", "council.py", state)
        case "frage":
            state |= {f"mappe:fragen:{folder}": True, **choice_of(f"mappenfrage:{folder}", chosen)}
            return Way(_titled("Frage zu einer Mappe", chosen), "council.py", state)
    return Way("Mappe", "council.py", state | {f"mappe:angaben:{folder}": True})


def _planning(form: str, chosen: str) -> Way:
    if form == "zeitraum":
        state: dict[str, object] = {
            planning.PART: planning.QUOTA, planning_edit.BOX: True, planning_edit.WHAT: planning_edit.PERIOD,
            **choice_of("soll", chosen),
        }  # fmt: skip
        if chosen != NEW:
            state[planning_reads.PERIOD] = int(chosen)
        return Way(_titled("Verteilzeitraum", chosen), "planning.py", state)
    if form == "geplant":
        state = {planning.PART: planning.OUTLOOK, planning_facilities.BOX: True, **choice_of("geplant", chosen)}
        return Way(_titled("Geplante Unterkunft", chosen), "planning.py", state)
    return UNKNOWN


WAYS: dict[str, Callable[[str, str], Way]] = {
    "buendnis": _alliances,
    "netzwerk": _network,
    "konzept": _concept,
    "aufgaben": _tasks,
    "sitzung": _meetings,
    "item": _item,
    "niederschrift": _minutes,
    "mappe": _council,
    "soll": _planning,
}
"""First part of the names of a page's forms to the ways to them."""
