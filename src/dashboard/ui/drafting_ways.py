"""Where a draft is continued: the page of its form, and what must be chosen there for the form to be open."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from dashboard.ui import alliances_edit, network_edit
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
"""The same for the forms of the network."""


@dataclass(frozen=True)
class Way:
    """What a draft is about, and how its form is opened; without a page there is none any more."""

    title: str
    page: str = ""
    state: Mapping[str, object] = field(default_factory=dict)


def way(kind: str, object_id: str) -> Way:
    """The way to the form of ``kind`` (``buendnis:ziel``) and ``object_id`` (``3:17``)."""
    area, _, form = kind.partition(":")
    found = WAYS.get(area)
    return found(form, object_id) if found is not None else Way("Entwurf")


def _alliances(form: str, object_id: str) -> Way:
    what = ALLIANCES.get(form)
    if what is None:
        return Way("Entwurf")
    *within, chosen = object_id.split(":")
    state: dict[str, object] = {
        "buendnis:eintragen": True,
        alliances_edit.WHAT: what,
        **choice_of(":".join([form, *within]), chosen),
    }
    alliance = within[0] if within else chosen
    if form != "empfehlung" and alliance != NEW:
        state[alliances_edit.CHOSEN] = int(alliance)
    return Way(f"{what} (neu)" if chosen == NEW else what, "alliances.py", state)


def _network(form: str, object_id: str) -> Way:
    what = NETWORK.get(form)
    if what is None:
        return Way("Entwurf")
    state = {network_edit.BOX: True, network_edit.WHAT: what, **choice_of(form, object_id)}
    return Way(f"{what} (neu)" if object_id == NEW else what, "network.py", state)


WAYS: dict[str, Callable[[str, str], Way]] = {"buendnis": _alliances, "netzwerk": _network}
"""First part of the names of a page's forms to the ways to them."""
