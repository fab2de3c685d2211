"""Frames of places: their columns, how codes are read, and how a frame is built from names and keys.

A frame of places has the columns ``PLACE_COLUMNS``, all text, one row per place in official order. ``parent`` is ""
for the federation; the other columns mean what they mean in the table ``place``.
"""

import re
from collections.abc import Collection, Iterable

import pandas as pd

from dashboard.errors import SetupError
from dashboard.geography.kinds import CITIES, Level, full_name

PLACE_COLUMNS = ["area", "level", "name", "short_name", "kind", "parent", "sort_key"]

GERMANY = "DE"
ALL = "alle"
"""What the command line says for all of Germany."""

LEVEL_OF_LENGTH = {2: Level.STATE, 5: Level.DISTRICT, 8: Level.MUNICIPALITY, 9: Level.ASSOCIATION}
STATES = frozenset(f"{number:02d}" for number in range(1, 17))


def level_of(area: str) -> Level:
    """The level a canonical area code stands for."""
    return Level.FEDERATION if area == GERMANY else LEVEL_OF_LENGTH[len(area)]


def canonical_area(code: str, cities: Collection[str]) -> str:
    """The code under which a place is kept: 03101000 is 03101, because ``cities`` holds Braunschweig.

    ``cities`` are the 5-digit codes of the known kreisfreie Städte; a code of another district stays as it is.
    """
    return code[:5] if len(code) == 8 and code.endswith("000") and code[:5] in cities else code


def region_code(text: str) -> str:
    """The region to register: a district's five digits, or ``DE`` for „alle“; raises SetupError otherwise."""
    if text.strip().casefold() in (ALL, GERMANY.casefold()):
        return GERMANY
    code = text.strip()
    if not re.fullmatch(r"\d{5}", code):
        raise SetupError(
            f"„{text}“ ist kein Kreisschlüssel: erwartet werden fünf Ziffern mit führender Null, zum Beispiel 03157, "
            "oder „alle“ für ganz Deutschland."
        )
    return code


def within(area: str, region: str) -> bool:
    """Whether an area lies in a region (a district, a state or ``DE``), the region itself included."""
    return region == GERMANY or area.startswith(region)


def cities_of(places: pd.DataFrame) -> frozenset[str]:
    """The 5-digit codes of the kreisfreie Städte in a frame of places."""
    return frozenset(places.loc[(places["level"] == Level.DISTRICT) & places["kind"].isin(CITIES), "area"])


def municipal(places: pd.DataFrame) -> pd.DataFrame:
    """The places of the lowest level, which together cover a region: Gemeinden, gemeindefreie Gebiete and cities."""
    return places[(places["level"] == Level.MUNICIPALITY) | places["area"].isin(cities_of(places))]


def build(areas: pd.DataFrame, upper: pd.DataFrame) -> pd.DataFrame:
    """A frame of places from the lowest level and the names above it.

    ``areas``: area (canonical), ars ("" where unknown), name (short), kind. ``upper``: area, name, kind of the
    associations, districts and states; a Gemeinde belongs to the association that its ARS names if ``upper`` has it.
    """
    names = {area: (name, kind) for area, name, kind in _tuples(upper, "area", "name", "kind")}
    rows = [_row(GERMANY, "Deutschland", "Bund", "", "")]
    rows += [_row(area, name, kind, parent_of(area, names), area) for area, (name, kind) in names.items()]
    rows += [
        _row(area, name, kind, parent_of(area, names, ars), ars or area)
        for area, ars, name, kind in _tuples(areas, "area", "ars", "name", "kind")
        if area not in names
    ]
    return in_order(told_apart(pd.DataFrame(rows, columns=PLACE_COLUMNS, dtype="str")))


def parent_of(area: str, known: Collection[str], ars: str = "") -> str:
    """The place above: the association named by the regional key, else the district, else the state."""
    if len(area) == 8 and ars[:9] in known:
        return ars[:9]
    if len(area) > 5 and area[:5] in known:
        return area[:5]
    return area[:2] if len(area) > 2 else GERMANY


def in_order(places: pd.DataFrame) -> pd.DataFrame:
    """The places in official order, with a fresh index."""
    return places.sort_values(["sort_key", "area"], kind="stable", ignore_index=True)


def told_apart(places: pd.DataFrame) -> pd.DataFrame:
    """Places of one district that would read alike get their kind, the place above or their key in brackets."""
    above = places["parent"].map(places.set_index("area")["name"]).fillna("")
    for addition in (places["kind"], above, places["area"]):
        district = places["area"].str[:5]
        alike = pd.DataFrame({"district": district, "name": places["name"]}).duplicated(keep=False)
        if not alike.any():
            break
        longer = places["name"] + " (" + addition + ")"
        helps = alike & ~pd.DataFrame({"district": district, "name": longer}).duplicated(keep=False)
        places = places.assign(name=places["name"].where(~helps, longer))
    return places


def select(places: pd.DataFrame, regions: Iterable[str]) -> pd.DataFrame:
    """The places of these regions, with the states and the federation above them."""
    wanted = list(regions)
    above = {GERMANY, *(region[:2] for region in wanted)}
    keep = [area in above or any(within(area, region) for region in wanted) for area in places["area"]]
    return places[keep].reset_index(drop=True)


def _row(area: str, short: str, kind: str, parent: str, sort_key: str) -> tuple[str, ...]:
    level = level_of(area)
    return area, str(level), full_name(short, kind, level), short, kind, parent, sort_key


def _tuples(frame: pd.DataFrame, *columns: str) -> Iterable[tuple[str, ...]]:
    return frame[list(columns)].itertuples(index=False, name=None)
