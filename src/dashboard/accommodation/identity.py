"""Which facility a row of a file is: the same house over the quarters, whatever it is called today.

A facility is known by its place and the supplier's own key, or else by its place and name. A supplier who begins (or
ceases) to send keys does not break the history: a key that is new in the place takes over the facility of that name.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable

import pandas as pd
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dashboard.accommodation.models import Facility, Occupancy

BY_ID, BY_NAME, FLATS = "id:", "name:", "flats"
NEW = 0
"""Stands for the id of a facility that is not known yet."""
CHUNK = 500
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def fold(name: str) -> str:
    """The form in which names are compared: small letters, ä as ae, single blanks. Punctuation and digits count."""
    text = unicodedata.normalize("NFKC", name).casefold().translate(UMLAUTS)
    return " ".join(text.split())


def facility_key(supplier_key: str, name: str) -> str:
    """The key of a house: the supplier's own where there is one, else its name."""
    return f"{BY_ID}{supplier_key.strip()}" if supplier_key.strip() else f"{BY_NAME}{fold(name)}"


def identify(session: Session, rows: pd.DataFrame) -> "pd.Series[int]":
    """Ids of the facilities that these rows (area, key, name) are about; ``NEW`` where a house is not known yet."""
    known = _Known(session, rows["area"].unique().tolist())
    asked = rows[["area", "key", "name"]].drop_duplicates(["area", "key"])
    found: dict[tuple[str, str], int] = {}
    guessed: dict[tuple[str, str], int] = {}
    for area, key, name in asked.itertuples(index=False):
        if (exact := known.by_key.get((area, key))) is not None:
            found[area, key] = exact
        elif (likely := known.by_name(area, key, name)) is not None:
            guessed[area, key] = likely
    claims = Counter([*found.values(), *guessed.values()])
    # One house cannot be two rows: where several claim it, none gets it by name alone.
    found |= {where: number for where, number in guessed.items() if claims[number] == 1}
    pairs = zip(rows["area"], rows["key"], strict=True)
    return pd.Series([found.get(pair, NEW) for pair in pairs], index=rows.index, dtype="int64")


class _Known:
    """The facilities of some places, by their keys and by the names they had last."""

    def __init__(self, session: Session, areas: Iterable[str]) -> None:
        self.by_key: dict[tuple[str, str], int] = {}
        self._names: dict[tuple[str, str], list[int]] = defaultdict(list)
        wanted = list(areas)
        for start in range(0, len(wanted), CHUNK):
            part = wanted[start : start + CHUNK]
            for number, area, key in session.execute(
                select(Facility.id, Facility.area, Facility.key).where(Facility.area.in_(part))
            ):
                self.by_key[area, key] = number
            last = select(func.max(Occupancy.id)).group_by(Occupancy.facility)
            statement = (
                select(Facility.id, Facility.area, Facility.key, Occupancy.name)
                .join(Occupancy, Occupancy.facility == Facility.id)
                .where(Facility.area.in_(part), Occupancy.id.in_(last))
            )
            for number, area, key, name in session.execute(statement):
                if key.startswith(BY_ID):
                    self._names[area, fold(name)].append(number)

    def by_name(self, area: str, key: str, name: str) -> int | None:
        """The house of that name which is known the other way: by key instead of by name, or the reverse."""
        if key.startswith(BY_ID):
            return self.by_key.get((area, f"{BY_NAME}{fold(name)}"))
        if key.startswith(BY_NAME):
            same = self._names.get((area, fold(name)), [])
            return same[0] if len(same) == 1 else None
        return None
