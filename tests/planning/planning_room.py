"""A small district where quotas are decided: two Gemeinden, a Samtgemeinde of two, and a place that is no more."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.catalogue import Catalogue
from dashboard.cli.data import take_in
from dashboard.geography import commands as commands_of_places
from dashboard.geography import queries as geography
from dashboard.geography.models import Place
from dashboard.geography.queries import DISTRICT_SETTING
from dashboard.intake.decisions import Decisions
from dashboard.intake.release import release
from dashboard.observations.commands import supersede
from dashboard.observations.models import IN_FORCE, Upload
from dashboard.periods import Period
from dashboard.planning import commands, queries
from dashboard.planning.forms import OfficialForm, PeriodForm, RuleForm
from dashboard.planning.kinds import RuleKind
from dashboard.planning.quota import quota
from dashboard.planning.quota_views import Quota
from dashboard.store import Actor, Circle, Role, Store, UnitOfWork, now, set_setting

ERIKA = Actor("Erika", Role.EDITOR, Circle.INTERNAL)
OTTO = Actor("Otto", Role.EDITOR, Circle.INTERNAL)
PARTNER = Actor("Kirche", Role.EDITOR, Circle.COORDINATION)

DISTRICT, AUE, BACH, SAMTGEMEINDE = "99001", "99001001", "99001002", "990015401"
CALM, DORF, LAHN = "99001003", "99001004", "99001009"
PEOPLE = {AUE: 5000, BACH: 3000, CALM: 1200, DORF: 800}
PLACES = (
    (DISTRICT, "district", "Landkreis Musterland", "Landkreis", None, "99001", None),
    (AUE, "municipality", "Aue", "Gemeinde", DISTRICT, "990010001001", None),
    (BACH, "municipality", "Bach", "Gemeinde", DISTRICT, "990010002002", None),
    (SAMTGEMEINDE, "association", "Samtgemeinde Calmtal", "Samtgemeinde", DISTRICT, "990015401", None),
    (CALM, "municipality", "Calm", "Gemeinde", SAMTGEMEINDE, "990015401003", None),
    (DORF, "municipality", "Dorf", "Gemeinde", SAMTGEMEINDE, "990015401004", None),
    (LAHN, "municipality", "Lahn", "Gemeinde", DISTRICT, "990010009009", date(2015, 1, 1)),
)
LATE = date(2026, 11, 1)
"""When all periods of the tests are over."""
DECIDED: Mapping[str, Any] = {
    "decided_by": "Innenministerium", "decided_on": date(2024, 3, 1), "reason": "Verteilung des Landes",
}  # fmt: skip


def settle(store: Store) -> None:
    """Register the places."""
    with store.unit_of_work(Actor.local()) as work:
        for area, level, name, kind, parent, key, until in PLACES:
            work.add(
                Place(
                    area=area, level=level, name=name, short_name=name, kind=kind, parent=parent, sort_key=key,
                    origin="given", valid_until=until,
                )
            )  # fmt: skip
        set_setting(work, DISTRICT_SETTING, DISTRICT)


def wish(first: date = date(2024, 4, 1), last: date = date(2024, 9, 30), persons: int = 100, **more: Any) -> PeriodForm:
    return PeriodForm(first, last, persons, **{**DECIDED, **more})


@dataclass
class Room:
    """A store and what is done in it."""

    store: Store
    catalogue: Catalogue

    def do(self, command: Callable[..., Any], *words: Any, actor: Actor = ERIKA, **more: Any) -> Any:
        """One command in one transaction."""
        with self.store.unit_of_work(actor) as work:
            return command(work, *words, **more)

    def look(self, query: Callable[..., Any], *words: Any, **more: Any) -> Any:
        """One read."""
        with self.store.reading() as session:
            return query(session, *words, **more)

    def period(
        self, first: date = date(2024, 4, 1), last: date = date(2024, 9, 30), persons: int = 100, **more: Any
    ) -> int:
        """A quota period; its id."""
        return int(self.do(commands.add_period, wish(first, last, persons, **more)))

    def officials(self, period: int, places: Mapping[str, int | None], **more: Any) -> str:
        """Official values."""
        seen = self.look(queries.period, Circle.INTERNAL, period).life.version
        form = OfficialForm(places, **{**DECIDED, **more})
        return str(self.do(commands.set_officials, period, form, seen=seen))

    def rule(self, period: int, area: str, kind: RuleKind, amount: float | None = None) -> int:
        """A rule; its id."""
        return int(self.do(commands.set_rule, RuleForm(period, area, kind, amount, **DECIDED)))

    def report(self, *rows: tuple[str, str, float | None], indicator: str = "aufnahme_ist") -> None:
        """Take over (area, period, value) rows as one upload."""
        frame = pd.DataFrame([(indicator, *row) for row in rows], columns=["indicator", "area", "period", "value"])
        frame["period_end"] = [Period.of(code).last for code in frame["period"]]
        frame["sign"], frame["breakdown"], frame["value"] = "", 0, frame["value"].astype(float)

        def take(work: UnitOfWork) -> None:
            work.require(Role.EDITOR)
            upload = work.add(
                Upload(
                    file_name="a.csv", sha256="0" * 64, size=1, layout="wide", profile=None, supplier="", period=None,
                    who="", account=None, at=now(), state=IN_FORCE,
                )
            )  # fmt: skip
            supersede(work, upload, frame)
            work.record("figures", "upload.taken_over", f"upload:{upload.id}")

        self.do(take)

    def settled(self) -> None:
        """Report the inhabitants of 31.12.2022."""
        self.report(*((area, "2022", people) for area, people in PEOPLE.items()), indicator="einwohner")

    def release(self, *codes: str) -> None:
        """Release periods, with their patterns."""
        for code in codes:
            self.do(release, self.catalogue, Period(code))

    def quota(self, period: int, circle: Circle = Circle.INTERNAL, today: date = LATE) -> Quota:
        """The quota as a circle may have it."""
        with self.store.reading() as session:
            own = geography.district(session).area
            places = geography.places(session, own)
            view = queries.period(session, circle, period)
            return quota(session, circle, places, own, self.catalogue, view, today)


def computed(found: Quota) -> dict[str, int | None]:
    return {row.area: row.computed for row in found.places}


def settle_directory(store: Store, district: str, file: Path) -> None:
    """Register a real district with its inhabitants, as ``dashboard init`` does."""
    with store.unit_of_work(Actor.local()) as work:
        commands_of_places.register(work, commands_of_places.prepare(work.session, district, directory=file))
    decisions = Decisions(supplier="Statistisches Bundesamt, Gemeindeverzeichnis")
    assert take_in(store, file.read_bytes(), file.name, decisions).done
