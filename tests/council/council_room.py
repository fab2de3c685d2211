"""A small county where figures are reported and released, and folders are made."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

import pandas as pd

from dashboard.catalogue import Catalogue
from dashboard.council import commands, freezing
from dashboard.council.forms import FolderForm, ItemForm
from dashboard.council.kinds import ItemKind
from dashboard.council.reference import Reference
from dashboard.observations.commands import release_values, supersede
from dashboard.observations.models import IN_FORCE, Release, Upload
from dashboard.periods import Period
from dashboard.store import Actor, Circle, Role, Store, UnitOfWork, now

ERIKA = Actor("Erika", Role.EDITOR, Circle.INTERNAL, account=1)
OTTO = Actor("Otto", Role.EDITOR, Circle.INTERNAL, account=2)
PRESS = Actor("Presse", Role.VIEWER, Circle.PUBLIC, account=4)
Q3 = Period("2026-Q3")
COURSE = Reference("course", "patenschaften")


@dataclass
class Room:
    """A store and what is done in it."""

    AUE: ClassVar[str] = "99001001"
    BACH: ClassVar[str] = "99001002"
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

    def report(self, *rows: tuple[str, str, str, float | None]) -> None:
        """Take over (indicator, area, period, value) rows as one upload."""
        frame = pd.DataFrame(rows, columns=["indicator", "area", "period", "value"])
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

    def release(self, code: str) -> None:
        """Release a quarter for the other circles."""

        def release(work: UnitOfWork) -> None:
            work.require(Role.EDITOR)
            entry = work.add(Release(period=code, who="", account=None, at=now(), note=""))
            release_values(work.session, entry.id, Period.of(code))
            work.record("figures", "period.released", code)

        self.do(release)

    def folder(self, *items: ItemForm, **more: Any) -> int:
        """A public folder for the 3rd quarter of 2026."""
        key = self.do(commands.add_folder, FolderForm(**{"title": "Kreistag", "period": Q3, **more}))
        for one in items:
            self.do(commands.add_item, self.catalogue, key, one)
        return int(key)

    def freeze(self, folder: int, **more: Any) -> str:
        """Freeze it."""
        return str(self.do(freezing.freeze, self.catalogue, folder, **more))


def exhibit(reference: Reference = COURSE, **more: Any) -> ItemForm:
    return ItemForm(ItemKind.EXHIBIT, reference=reference, **more)


def text(headline: str, words: str = "", **more: Any) -> ItemForm:
    return ItemForm(ItemKind.TEXT, headline, words, **more)
