"""What registering a region would mean, decided before anything is written: places, boundaries, what does not match."""

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from dashboard.errors import SetupError
from dashboard.formats import day, join, number
from dashboard.geography import places, shapes
from dashboard.geography.boundaries import Boundaries
from dashboard.geography.directory import Directory
from dashboard.geography.kinds import UNINCORPORATED, Level
from dashboard.geography.places import GERMANY

DIRECTORY, BOUNDARIES, GIVEN = "directory", "boundaries", "given"
"""Origins of a place; a directory outweighs a boundary file."""
DIGITS = 5
"""Decimals of stored coordinates: about one metre."""
LISTED = 40
"""How many places a sentence lists before it only counts."""


@dataclass(frozen=True)
class Plan:
    """A registration as data. ``places`` None: the known places stay as they are; ``outlines`` None: so do they."""

    region: str
    places: pd.DataFrame | None
    origin: str = ""
    as_of: date | None = None
    superseded_on: date | None = None
    """Set where the source is older than what is known: then missing places are added as ended by that day."""
    outlines: pd.DataFrame | None = None
    """area, name, geometry (GeoJSON text); the whole region too where some of its areas fit no place."""
    edition: str = ""
    boundaries_of: date | None = None
    """Territorial state of the outlines; None where their source does not say."""
    source: str = ""
    without_boundary: pd.DataFrame | None = None
    """Places of the lowest level that have no area in the boundary file: area, name."""
    without_place: pd.DataFrame | None = None
    """Areas of the boundary file whose key no place has: area, name."""
    remarks: tuple[str, ...] = ()

    def sentences(self) -> list[str]:
        """What a person should know, in German."""
        told = [self._about_places()]
        if self.outlines is not None:
            state = f"Gebietsstand {day(self.boundaries_of)}" if self.boundaries_of else self.edition
            drawn = int((self.outlines["area"] != self.region).sum()) or len(self.outlines)
            told.append(f"Grenzen: {_counted(drawn, 'Fläche', 'Flächen')}, {self.source}, {state}.")
        if self.without_boundary is not None and len(self.without_boundary):
            told.append(
                f"Ohne Fläche in der Grenzdatei und deshalb nicht auf der Karte: {_listed(self.without_boundary)}."
            )
        if self.without_place is not None and len(self.without_place):
            told.append(
                f"Nicht übernommene Flächen, deren Schlüssel heute kein Ort hat: {_listed(self.without_place)}."
            )
        return [*told, *self.remarks]

    def _about_places(self) -> str:
        if self.places is None:
            return "Die eingetragenen Orte bleiben, wie das neuere Verzeichnis sie nennt."
        if self.superseded_on:
            return (
                f"Die Datei ist älter als das bekannte Verzeichnis vom {day(self.superseded_on)}; "
                "ergänzt werden nur Orte, die es seither nicht mehr gibt."
            )
        return _summary(self.places, self.region)


def plan(
    region: str, boundaries: Boundaries, directory: Directory | None = None, known: pd.DataFrame | None = None
) -> Plan:
    """Register a region from boundaries and, if given, a directory.

    ``known`` are the places of the region that the store has (frame of ``queries.places``): without a directory they
    stay where a directory, or a later boundary file, has named them. Raises SetupError where the directory does not
    know the region.
    """
    base = _from_directory(directory, region, known) if directory else _from_boundaries(boundaries, region, known)
    now = _afterwards(base, known)
    lowest = places.municipal(now)
    outlined = boundaries.areas
    matched = outlined["area"].isin(now["area"])
    return replace(
        base,
        outlines=outlines(_with_region(outlined, matched, region)),
        edition=boundaries.edition,
        boundaries_of=boundaries.as_of,
        source=boundaries.source,
        without_boundary=lowest.loc[~lowest["area"].isin(outlined["area"]), ["area", "name"]].reset_index(drop=True),
        without_place=outlined.loc[~matched, ["area", "name"]].reset_index(drop=True),
        remarks=boundaries.remarks + (boundaries.borrowed if base.origin == BOUNDARIES else ()),
    )


def plan_directory(directory: Directory, region: str, known: pd.DataFrame, drawn: frozenset[str]) -> Plan:
    """Bring the places of a registered region to a directory; ``drawn`` are the areas that have a boundary."""
    base = _from_directory(directory, region, known)
    lowest = places.municipal(_afterwards(base, known))
    undrawn = lowest.loc[~lowest["area"].isin(drawn), ["area", "name"]].reset_index(drop=True)
    return replace(base, without_boundary=undrawn)


def _with_region(outlined: pd.DataFrame, matched: "pd.Series[bool]", region: str) -> pd.DataFrame:
    """The matched areas and, where others are left over, the whole district: its shape is right all the same."""
    if matched.all() or region == GERMANY or region in set(outlined["area"]):
        return outlined[matched]
    whole = {"area": region, "name": region, "shape": shapes.union(outlined["shape"].tolist())}
    return pd.concat([outlined[matched], pd.DataFrame([whole])], ignore_index=True)


def outlines(areas: pd.DataFrame) -> pd.DataFrame:
    """The areas with their shapes as GeoJSON text: area, name, geometry."""
    geometry = shapes.to_geojson(areas["shape"].to_numpy(), DIGITS)
    return pd.DataFrame({"area": areas["area"], "name": areas["name"], "geometry": geometry}).reset_index(drop=True)


def _from_directory(directory: Directory, region: str, known: pd.DataFrame | None) -> Plan:
    chosen = places.select(directory.places, [region])
    if region not in set(chosen["area"]):
        raise SetupError(f"Im {directory.title} gibt es den Kreis {region} nicht.")
    newest = _state_of(known, DIRECTORY)
    later = newest if newest is not None and newest > directory.edition else None
    return Plan(region, chosen, DIRECTORY, directory.edition, later)


def _from_boundaries(boundaries: Boundaries, region: str, known: pd.DataFrame | None) -> Plan:
    if known is not None and _state_of(known, DIRECTORY) is not None:
        return Plan(region, None)
    newest = _state_of(known, BOUNDARIES)
    if newest is not None and boundaries.as_of is not None and newest > boundaries.as_of:
        return Plan(region, None)
    return Plan(region, boundaries.places(), BOUNDARIES, boundaries.as_of)


def _afterwards(base: Plan, known: pd.DataFrame | None) -> pd.DataFrame:
    """The places that exist once the plan is carried out."""
    if base.places is not None and base.superseded_on is None:
        return base.places
    assert known is not None, "without new places there are known ones"
    return known[known["valid_until"].isna()]


def _state_of(known: pd.DataFrame | None, origin: str) -> date | None:
    """The latest state in which a source of this origin has named places of the region."""
    if known is None:
        return None
    states = known.loc[(known["origin"] == origin) & known["as_of"].notna(), "as_of"]
    return max(states, default=None)


def _summary(named: pd.DataFrame, region: str) -> str:
    inside = named[[places.within(area, region) for area in named["area"]]]
    lowest = places.municipal(inside)
    unincorporated = int((lowest["kind"] == UNINCORPORATED).sum())
    associations = int((inside["level"] == Level.ASSOCIATION).sum())
    name = "Deutschland" if region == GERMANY else inside.loc[inside["area"] == region, "name"].iloc[0]
    parts = [_counted(len(lowest) - unincorporated, "Gemeinde", "Gemeinden")]
    if associations:
        parts.append(
            _counted(associations, "Verband (Samtgemeinde oder ähnlich)", "Verbände (Samtgemeinden und ähnliche)")
        )
    if unincorporated:
        parts.append(_counted(unincorporated, "gemeindefreies Gebiet", "gemeindefreie Gebiete"))
    return f"{name} ({region}): {join(parts)}."


def _counted(count: int, one: str, many: str) -> str:
    return f"{number(count)} {one if count == 1 else many}"


def _listed(some: pd.DataFrame) -> str:
    named = [f"{row.name} ({row.area})" for row in some.head(LISTED).itertuples(index=False)]
    rest = len(some) - len(named)
    return ", ".join(named) + (f" und {rest} weitere" if rest else "")
