"""Writes of planned facilities: places that are to come."""

from dataclasses import replace

from dashboard.catalogue import Catalogue
from dashboard.errors import UserError
from dashboard.formats import join, number
from dashboard.geography import queries as geography
from dashboard.planning.checks import check_persons
from dashboard.planning.forms import FacilityForm
from dashboard.planning.models import PlannedFacility
from dashboard.planning.rows import SUBJECT, allow, facility_form, words
from dashboard.store import Circle, UnitOfWork, kept

FACILITY = "Die geplante Unterkunft"


class FacilityInvalid(UserError):
    """A planned facility that makes no sense; the sentence says why."""


def add_planned(work: UnitOfWork, catalogue: Catalogue, wish: FacilityForm) -> int:
    """Enter a planned facility; returns its id. Raises FacilityInvalid, QuotaInvalid, TextInvalid."""
    allow(work)
    wish = _checked(work, catalogue, wish)
    row = kept.enter(work, PlannedFacility(**wish.columns))
    work.record(SUBJECT, "planned.added", f"planned_facility:{row.id}", None, wish.facts)
    return row.id


def change_planned(work: UnitOfWork, catalogue: Catalogue, facility: int, wish: FacilityForm, *, seen: int) -> str:
    """Replace what is entered about a planned facility."""
    allow(work)
    row = kept.in_force(work, PlannedFacility, facility, FACILITY)
    before, wish = facility_form(row), _checked(work, catalogue, wish)
    what = f"die geplante Unterkunft „{before.name}“"
    if not kept.differs(row, before, wish, seen=seen, what=what, words=words(work.session)):
        return kept.NOTHING_CHANGED
    kept.assign(work, row, wish)
    work.record(SUBJECT, "planned.changed", f"planned_facility:{facility}", before.facts, wish.facts)
    return f"„{wish.name}“ ist gespeichert."


def archive_planned(work: UnitOfWork, facility: int, why: str) -> str:
    """Take a planned facility out of use."""
    allow(work)
    row = kept.in_force(work, PlannedFacility, facility, FACILITY)
    reason = kept.put_away(work, row, why, f"„{row.name}“ wird archiviert")
    work.record(SUBJECT, "planned.archived", f"planned_facility:{facility}", None, {"why": reason})
    return f"„{row.name}“ ist archiviert."


def restore_planned(work: UnitOfWork, facility: int) -> str:
    """Bring an archived planned facility back as it was."""
    allow(work)
    row = kept.locked(work, PlannedFacility, facility, FACILITY)
    if row.archived_at is None:
        return kept.NOTHING_CHANGED
    kept.bring_back(work, row)
    work.record(SUBJECT, "planned.restored", f"planned_facility:{facility}")
    return f"„{row.name}“ ist wieder da."


def _checked(work: UnitOfWork, catalogue: Catalogue, wish: FacilityForm) -> FacilityForm:
    wish = replace(wish, name=kept.line(wish.name, "Name", required=True), note=kept.long_text(wish.note, "Bemerkung"))
    district = geography.district(work.session).area
    places = geography.places(work.session, district)
    if wish.area not in set(places.loc[places["level"] != "district", "area"]):
        raise FacilityInvalid(f"„{wish.area}“ ist kein Ort des Landkreises, in dem eine Unterkunft stehen kann.")
    kinds = [kind.name for kind in catalogue.vocabulary.kinds]
    if wish.kind not in kinds:
        raise FacilityInvalid(f"„{wish.kind}“ ist keine Art der Unterkunft. Möglich sind {join(kinds)}.")
    check_persons(wish.places, "Plätze")
    if wish.places == 0:
        raise FacilityInvalid("Eine geplante Unterkunft ohne Plätze wird nicht eingetragen.")
    if not 0 <= wish.probability <= 100:
        raise FacilityInvalid(
            f"Die Wahrscheinlichkeit liegt zwischen 0 und 100 Prozent; angegeben sind {number(wish.probability)}."
        )
    if wish.protected and wish.circle is not Circle.INTERNAL:
        raise FacilityInvalid("Eine geschützte Unterkunft ist nur in der Kreisverwaltung sichtbar.")
    return wish
