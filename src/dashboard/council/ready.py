"""Ready sets: folders that need no picking, told as data in ``data/templates/folders.toml``."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dashboard.alliances import queries as alliances
from dashboard.catalogue import Catalogue
from dashboard.council.commands import add_folder, put
from dashboard.council.forms import FolderForm, ItemForm
from dashboard.council.kinds import ItemKind
from dashboard.council.models import Folder
from dashboard.council.observed import has_values
from dashboard.council.reference import Reference
from dashboard.council.rows import FOLDER
from dashboard.council.source import Source
from dashboard.errors import NotFound
from dashboard.formats import local_day
from dashboard.periods import Period
from dashboard.settings import PROGRAM_ROOT
from dashboard.store import Circle, UnitOfWork, kept, now

FILE = PROGRAM_ROOT / "data" / "templates" / "folders.toml"
QUARTERLY, ACCOMMODATION, ALLIANCE, RESOLUTIONS = "quarterly", "accommodation", "alliance", "resolutions"
PLANNING = "planning"


@dataclass(frozen=True)
class ReadySet:
    """``about_alliance``: one alliance has to be chosen for it."""

    name: str
    title: str
    headline: str
    about_alliance: bool
    items: tuple[Mapping[str, Any], ...]


@cache
def ready_sets() -> Mapping[str, ReadySet]:
    """All ready sets by name, in the order people are offered them."""
    found = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {
        name: ReadySet(name, one["title"], one["headline"], name == ALLIANCE, tuple(one["items"]))
        for name, one in found.items()
    }


def ready_set(name: str) -> ReadySet:
    """One of them; raises NotFound."""
    if name not in ready_sets():
        raise NotFound(f"Eine fertige Mappe „{name}“ gibt es nicht.")
    return ready_sets()[name]


def items(source: Source, name: str, *, alliance: int | None = None) -> tuple[ItemForm, ...]:
    """The items of a ready set as they fit this circle and quarter: of several indicators those that have values."""
    return tuple(_items(source, ready_set(name), alliance))


def form(source: Source, name: str, *, alliance: int | None = None, meeting: int | None = None) -> FolderForm:
    """The folder around them: „Quartalsbericht des Koordinierungsstabs, 3. Quartal 2026“. Raises NotFound."""
    of = ready_set(name)
    title = of.title
    if of.about_alliance:
        if alliance is None:
            raise NotFound("Bitte wählen Sie das Bündnis, um das es gehen soll.")
        title = f"{title} „{alliances.alliance(source.session, source.reader, alliance).form.name}“"
    return FolderForm(f"{title}, {source.period.label}", source.period, meeting, of.headline, circle=source.circle)


def add_ready(
    work: UnitOfWork, catalogue: Catalogue, name: str, period: Period, *, circle: Circle = Circle.PUBLIC,
    alliance: int | None = None, meeting: int | None = None,
) -> int:  # fmt: skip
    """Begin a folder from a ready set; returns its id. Raises NotFound."""
    source = Source(work.session, circle, catalogue, period, local_day(now()))
    wishes = items(source, name, alliance=alliance)
    key = add_folder(work, form(source, name, alliance=alliance, meeting=meeting))
    put(work, catalogue, kept.in_force(work, Folder, key, FOLDER), wishes)
    return key


def _items(source: Source, of: ReadySet, alliance: int | None) -> Iterator[ItemForm]:
    for one in of.items:
        if one["kind"] == ItemKind.SECTION:
            field = one.get("field", "")
            yield ItemForm(ItemKind.SECTION, one.get("title") or source.catalogue.fields[field].title)
            continue
        facts = {name: value for name, value in one.items() if name not in ("kind", "indicators", "most", "of_goals")}
        if of.about_alliance and "of_goals" not in one:
            facts["alliance"] = alliance
        for more in _chosen(source, one, alliance):
            yield ItemForm(ItemKind.EXHIBIT, reference=Reference.of({**facts, **more}))


def _chosen(source: Source, one: Mapping[str, Any], alliance: int | None) -> list[dict[str, str]]:
    """The indicators taken of those to choose from; where none has a value, the first one says so."""
    if "of_goals" in one:
        return [{"indicator": code} for code in _goal_indicators(source, alliance)[: one["of_goals"]]]
    if "indicators" not in one:
        return [{}]
    known = [code for code in one["indicators"] if code in source.catalogue.indicators]
    enabled = [code for code in known if source.catalogue.indicators[code].enabled]
    there = [code for code in enabled if has_values(source, code)] or enabled[:1]
    return [{"indicator": code} for code in there[: one.get("most", 1)]]


def _goal_indicators(source: Source, alliance: int | None) -> list[str]:
    """Indicators by which the district's goals of an alliance are measured and of which there are values."""
    own = (source.district.area,)
    forms = (one.goal.form for one in source.goals if one.goal.form.alliance == alliance)
    codes = dict.fromkeys(form.indicator for form in forms if form.indicator is not None and form.areas == own)
    return [code for code in codes if has_values(source, code)]
