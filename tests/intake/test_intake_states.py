"""Any order of taking over, taking back, redoing and releasing, against a model in plain Python."""

from typing import Any, ClassVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, precondition, rule
from intake_office import Office, table
from sqlalchemy import text

from dashboard.catalogue.catalogue import Catalogue
from dashboard.intake import redo, take_back
from dashboard.intake.release import release, withdraw
from dashboard.periods import Period
from dashboard.store import Actor, Circle, Store
from thorough import many

PLACES = {"Vechelde": "03157007", "Edemissen": "03157001", "Ilsede": "03157009"}
QUARTERS = ("2026-Q2", "2026-Q3")
HEADS = {"wide": "quartal;gemeinde;ehrenamtliche", "facilities": "quartal;gemeinde;unterkunft;art;plaetze;belegt"}
Key = tuple[str, str]
KEYS = st.tuples(st.sampled_from(sorted(PLACES)), st.sampled_from(QUARTERS))


class Intake(RuleBasedStateMachine):
    """Wide files (one value a key) and facilities files (one house a key) mixed; both obey the same rule."""

    office: ClassVar[Office]
    uploads: Bundle[int] = Bundle("uploads")
    reverted: Bundle[int] = Bundle("reverted")

    @initialize()
    def start(self) -> None:
        self.stated: dict[int, tuple[str, dict[Key, int]]] = {}
        self.in_force: set[int] = set()
        self.released: dict[str, dict[Key, int]] = {"wide": {}, "facilities": {}}
        self.number = 0
        with self.office.store.quiet() as session:
            for name in ("occupancy", "accommodation_report", "facility", "observation", "release", "upload"):
                session.execute(text(f"DELETE FROM {name}"))

    @rule(target=uploads, kind=st.sampled_from(sorted(HEADS)), keys=st.sets(KEYS, min_size=1, max_size=4))
    def take_over(self, kind: str, keys: set[Key]) -> int:
        self.number += 1  # every file differs, so none is known already
        rows = dict.fromkeys(keys, self.number)
        house = "" if kind == "wide" else "Haus;GU;500;"
        lines = [f"{quarter};{place};{house}{value}" for (place, quarter), value in sorted(rows.items())]
        receipt = self.office.submit(table(*lines, head=HEADS[kind]))
        assert receipt.committed
        self.stated[receipt.upload] = (kind, {(PLACES[place], quarter): self.number for place, quarter in keys})
        self.in_force.add(receipt.upload)
        return receipt.upload

    @rule(target=reverted, upload=consumes(uploads))
    def take_back(self, upload: int) -> int:
        with self.office.store.unit_of_work(self.office.actor) as work:
            take_back(work, upload)
        self.in_force.discard(upload)
        return upload

    @rule(target=uploads, upload=consumes(reverted))
    def redo(self, upload: int) -> int:
        with self.office.store.unit_of_work(self.office.actor) as work:
            redo(work, upload)
        self.in_force.add(upload)
        return upload

    def anything_in(self, quarter: str) -> bool:
        everything = [*self.released.values(), self.current("wide"), self.current("facilities")]
        return any(key[1] == quarter for keys in everything for key in keys)

    @precondition(lambda self: any(self.anything_in(quarter) for quarter in QUARTERS))
    @rule(data=st.data())
    def release(self, data: Any) -> None:
        quarter = data.draw(st.sampled_from([q for q in QUARTERS if self.anything_in(q)]))
        with self.office.store.unit_of_work(self.office.actor) as work:
            release(work, self.office.catalogue, Period.of(quarter))
        for kind, frozen in self.released.items():
            now = {key: value for key, value in self.current(kind).items() if key[1] == quarter}
            self.released[kind] = {key: value for key, value in frozen.items() if key[1] != quarter} | now

    @precondition(lambda self: any(self.released.values()))
    @rule(data=st.data())
    def withdraw(self, data: Any) -> None:
        out = sorted({key[1] for keys in self.released.values() for key in keys})
        quarter = data.draw(st.sampled_from(out))
        with self.office.store.unit_of_work(self.office.actor) as work:
            withdraw(work, self.office.catalogue, Period.of(quarter))
        for kind, frozen in self.released.items():
            self.released[kind] = {key: value for key, value in frozen.items() if key[1] != quarter}

    def current(self, kind: str) -> dict[Key, int]:
        """Per key the value of the newest upload in force."""
        found: dict[Key, int] = {}
        for upload in sorted(self.in_force):
            if self.stated[upload][0] == kind:
                found |= self.stated[upload][1]
        return found

    @invariant()
    def what_holds_is_what_the_newest_upload_in_force_says(self) -> None:
        assert self.values(Circle.INTERNAL) == self.current("wide")
        assert self.houses("current") == self.current("facilities")

    @invariant()
    def what_was_released_stays(self) -> None:
        assert self.values(Circle.PUBLIC) == self.released["wide"]
        assert self.houses("release IS NOT NULL") == self.released["facilities"]

    def values(self, circle: Circle) -> dict[Key, int]:
        return {(area, period): int(v) for (area, period, _), v in self.office.stated("ehrenamtliche", circle).items()}

    def houses(self, which: str) -> dict[Key, int]:
        statement = (
            f"SELECT area, period, belegt FROM accommodation_report r JOIN occupancy o ON o.report = r.id WHERE {which}"
        )
        with self.office.store.reading() as session:
            return {(row.area, row.period): row.belegt for row in session.execute(text(statement))}


def test_current_is_the_newest_in_force_and_released_stays_in_any_order(county_url: str, catalogue: Catalogue) -> None:
    store = Store.open(county_url)
    machine = type("Machine", (Intake,), {"office": Office(store, catalogue, Actor.local())})
    case = machine.TestCase  # type: ignore[attr-defined]
    case.settings = settings(max_examples=many(6, 3), stateful_step_count=12, deadline=None)
    case().runTest()
    store.close()
