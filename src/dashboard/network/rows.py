"""What the commands of the network share: who may write, fields and places that exist, and values in German words."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.catalogue import Catalogue
from dashboard.errors import UserError
from dashboard.geography import queries as geography
from dashboard.geography.models import Place
from dashboard.network.models import Function, Organisation
from dashboard.store import Circle, Role, UnitOfWork, kept
from dashboard.store.models import DataVersion

SUBJECT = "network"


def allow(work: UnitOfWork) -> None:
    """Let editors of the office write, one at a time: whoever writes holds the network until the end."""
    work.require(Role.EDITOR, Circle.INTERNAL)
    # Two people must not enter the same at once.
    work.session.execute(select(DataVersion.number).where(DataVersion.subject == SUBJECT).with_for_update())


def check_field(catalogue: Catalogue, field: str, error: type[UserError]) -> None:
    """Raise ``error`` where the catalogue has no such field; empty: all."""
    if field and field not in catalogue.fields:
        raise error(f"Ein Handlungsfeld „{field}“ gibt es nicht.")


def check_area(session: Session, area: str | None, error: type[UserError]) -> None:
    """Raise ``error`` where the area is no place of the district; None: all of it."""
    if area is None:
        return
    places = geography.places(session, geography.district(session).area)
    if area not in set(places["area"]):
        raise error(f"„{area}“ ist kein Ort des Landkreises.")


def words(session: Session, catalogue: Catalogue | None = None) -> kept.Words:
    """Field values in German words; organisations, functions, places, fields and indicators by their names."""
    named = {
        "organisation": (Organisation.name, Organisation.id),
        "function": (Function.title, Function.id),
        "area": (Place.name, Place.area),
    }

    def said(name: str, value: Any) -> str:
        if name in named and value is not None:
            shown, key = named[name]
            return str(session.scalar(select(shown).where(key == value)))
        if catalogue is not None and name == "field" and value in catalogue.fields:
            return catalogue.fields[value].title
        if catalogue is not None and name == "indicator" and value in catalogue.indicators:
            return catalogue.indicators[value].title
        return kept.said(name, value)

    return said
