"""Another county of which the public is told the same: everything is changed that is hidden from it.

Only the patterns as they are stored say what is hidden; the code that reads them has no say here. Hidden counts are
moved among one another so that every sum that is shown stays as it is; what is not released and what is kept of single
shelters is made up anew.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from random import Random

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.accommodation.models import FIGURES, Occupancy, Report
from dashboard.catalogue import Indicator
from dashboard.catalogue.catalogue import Catalogue
from dashboard.geography.places import within
from dashboard.observations.disclosure import THRESHOLD, is_small
from dashboard.observations.models import Breakdown, Observation, Suppression
from dashboard.periods import Period
from dashboard.planning.models import Intake, PlannedFacility, QuotaCredit, Scenario
from dashboard.store import Circle

PROTECTED = "protected houses"
DRAWS = 8


@dataclass
class Patterns:
    """What is hidden, read from the stored text alone."""

    catalogue: Catalogue
    rows: dict[tuple[str, str], tuple[set[str], set[str], set[tuple[str, str]]]] = field(default_factory=dict)

    @classmethod
    def of(cls, session: Session, catalogue: Catalogue) -> "Patterns":
        found = cls(catalogue)
        for row in session.scalars(select(Suppression)):
            hidden = {(area, key) for area, key in json.loads(row.hidden)}
            found.rows[row.indicator, row.period] = set(json.loads(row.areas)), set(json.loads(row.breakdowns)), hidden
        return found

    def hides(self, code: str, period: str, area: str, key: str) -> bool:
        entry = self.catalogue.indicators[code]
        if entry.counts != "persons" or entry.kind != "value":
            return False
        if (code, period) not in self.rows:
            return entry.is_protected(Period.of(period).last)
        areas, keys, hidden = self.rows[code, period]
        return (area, key) in hidden or area not in areas or key not in keys


@dataclass
class Atom:
    """A stored number that can be changed: one row, which stands for all of its area and key."""

    area: str
    key: str
    row: Occupancy | Observation
    least: int
    """The row's own count: it can fall by this much."""


def rewrite(session: Session, catalogue: Catalogue, district: str, seed: int) -> None:
    """Change the stored rows in place."""
    chance, patterns = Random(seed), Patterns.of(session, catalogue)
    for code in FIGURES:
        if catalogue.indicators[code].counts == "persons":
            for period, atoms in _shelters(session, code).items():
                _moved(atoms, _of_shelters(atoms, patterns, code, period, district), code, chance)
    for (code, period, key), atoms in _observed(session, district).items():
        _moved(atoms, _of_places(atoms, patterns, (code, period, key), catalogue, district), "value", chance)
    _invent(session, chance)
    _plan(session, chance)
    session.flush()


def _shelters(session: Session, code: str) -> dict[str, list[Atom]]:
    """Of every released quarter the shelters' rows, by place and kind."""
    statement = select(Occupancy, Report).join(Report, Report.id == Occupancy.report).where(Report.release.is_not(None))
    groups: dict[tuple[str, str, str], list[Occupancy]] = defaultdict(list)
    for row, report in session.execute(statement.order_by(Occupancy.id)):
        groups[report.period, PROTECTED if row.protected else report.area, f"art={row.kind}"].append(row)
    incomplete = {
        (period, area) for (period, area, _), rows in groups.items() if any(getattr(row, code) is None for row in rows)
    }
    found: dict[str, list[Atom]] = defaultdict(list)
    for (period, area, key), rows in groups.items():
        # A place of which a shelter does not state the figure has none, and is in no sum.
        fit = [row for row in rows if row.nutzbar_frei is not None] or rows
        if (period, area) not in incomplete:
            row = max(fit, key=lambda one: getattr(one, code))
            found[period].append(Atom(area, key, row, getattr(row, code)))
    return found


def _of_shelters(
    atoms: Sequence[Atom], patterns: Patterns, code: str, period: str, district: str
) -> Iterable[list[int]]:
    numbered = list(enumerate(atoms))
    for number, atom in numbered:
        if atom.area != PROTECTED and not patterns.hides(code, period, atom.area, atom.key):
            yield [number]
    for area in {atom.area for atom in atoms} - {PROTECTED}:
        if not patterns.hides(code, period, area, ""):
            yield [number for number, atom in numbered if atom.area == area]
    for key in {atom.key for atom in atoms}:
        if not patterns.hides(code, period, district, key):
            yield [number for number, atom in numbered if atom.key == key and atom.area != PROTECTED]
    if not patterns.hides(code, period, district, ""):
        yield [number for number, _ in numbered]


def _observed(session: Session, district: str) -> dict[tuple[str, str, str], list[Atom]]:
    """Every released value of a place by indicator, period and breakdown; those of shelters' reports are not used."""
    reported = {
        tuple(row) for row in session.execute(select(Report.area, Report.period).where(Report.release.is_not(None)))
    }
    statement = select(Observation, Breakdown.key).join(Breakdown, Breakdown.id == Observation.breakdown)
    statement = statement.where(Observation.release.is_not(None), Observation.value.is_not(None))
    found: dict[tuple[str, str, str], list[Atom]] = defaultdict(list)
    for row, key in session.execute(statement.order_by(Observation.id)):
        used = row.indicator not in FIGURES or (row.area, row.period) not in reported
        if used and within(row.area, district) and row.value == int(row.value):
            found[row.indicator, row.period, key].append(Atom(row.area, key, row, int(row.value)))
    return found


def _of_places(
    atoms: Sequence[Atom], patterns: Patterns, what: tuple[str, str, str], catalogue: Catalogue, district: str
) -> Iterable[list[int]]:
    code, period, key = what
    for number, atom in enumerate(atoms):
        if not patterns.hides(code, period, atom.area, key):
            yield [number]
    derived = not any(atom.area == district for atom in atoms)
    if derived and _added(catalogue.indicators[code], key) and not patterns.hides(code, period, district, key):
        yield list(range(len(atoms)))


def _added(entry: Indicator, key: str) -> bool:
    return "area" in entry.sum_over and (not key or key.split("=")[0] in entry.sum_over)


def _moved(atoms: Sequence[Atom], equations: Iterable[list[int]], name: str, chance: Random) -> None:
    """Move counts among the atoms with every equation's sum unchanged, as many of them as can be."""
    fixed = list(equations)
    best = np.zeros(len(atoms))
    for _ in range(DRAWS):
        found = _drawn(atoms, fixed, chance)
        if np.count_nonzero(found) > np.count_nonzero(best):
            best = found
        if np.count_nonzero(best) == len(atoms):
            break
    for atom, change in zip(atoms, best.astype(int).tolist(), strict=True):
        setattr(atom.row, name, getattr(atom.row, name) + change)
        if name == "belegt" and isinstance(atom.row, Occupancy) and atom.row.nutzbar_frei is not None:
            atom.row.nutzbar_frei -= change


def _drawn(atoms: Sequence[Atom], equations: Sequence[list[int]], chance: Random) -> np.ndarray:
    # A corner drawn by chance; odd limits of its own for each keep differences from being nought by accident.
    limits = [chance.randrange(11, 97) for _ in atoms]
    bounds = Bounds([-min(atom.least, most) for atom, most in zip(atoms, limits, strict=True)], limits)
    matrix = np.zeros((max(len(equations), 1), len(atoms)))
    for number, members in enumerate(equations):
        matrix[number, members] = 1
    wanted = np.array([chance.uniform(-1, 1) for _ in atoms])
    answer = milp(wanted, constraints=LinearConstraint(matrix, 0, 0), bounds=bounds, integrality=np.ones(len(atoms)))
    assert answer.success, answer.message
    return np.round(answer.x)


def _invent(session: Session, chance: Random) -> None:
    """Other numbers for what is not released, other shelters for what is."""
    for row in session.scalars(select(Observation).where(Observation.release.is_(None))):
        row.value = None if row.value is None else row.value + chance.randrange(1, 60)
    statement = select(Occupancy, Report.release).join(Report, Report.id == Occupancy.report)
    for shelter, release in session.execute(statement):
        shelter.name, shelter.operator = f"Anderes Haus {shelter.id}", f"Anderer Träger {shelter.id}"
        shelter.responsible, shelter.remark = f"Andere Stelle {shelter.id}", f"Andere Bemerkung {shelter.id}"
        shelter.target_group = f"Andere Gruppe {shelter.id}"
        if release is None or shelter.protected:  # of the others it is said how many places of a place end when
            shelter.lease_until = None
        if shelter.latitude is not None and shelter.longitude is not None:
            shelter.latitude, shelter.longitude = shelter.latitude + 0.01, shelter.longitude - 0.01
        for name in FIGURES if release is None else ():
            if getattr(shelter, name) is not None:
                setattr(shelter, name, getattr(shelter, name) + chance.randrange(1, 60))


def _plan(session: Session, chance: Random) -> None:
    """Other plans of the office, other counts of its own, other credits of few people."""
    for counted in session.scalars(select(Intake)):
        counted.persons += chance.randrange(1, 9)
    for planned in session.scalars(select(PlannedFacility)):
        if planned.protected or planned.circle == Circle.INTERNAL:
            planned.places, planned.opens, planned.name = planned.places + 9, None, f"Anderer Plan {planned.id}"
    for scenario in session.scalars(select(Scenario)):
        scenario.name = f"Anderes Szenario {scenario.id}"
    for credit in session.scalars(select(QuotaCredit)):
        if is_small(credit.persons, THRESHOLD):
            credit.persons = credit.persons % (THRESHOLD - 1) + 1
