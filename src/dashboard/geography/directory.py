"""The Gemeindeverzeichnis of the statistical offices (GV100AD, fixed width): places of all levels, and inhabitants.

Positions and keys follow the record description that comes with the file. Satzart 20 and 30 (Regierungsbezirke and
regions) are no level of ours; the districts below them belong to the state.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from dashboard.errors import FileUnusable
from dashboard.geography import places
from dashboard.geography.kinds import CITIES, KIND_OF_TEXT_KEY, NO_ASSOCIATION, Level, short_name

STATE, DISTRICT, ASSOCIATION, MUNICIPALITY = "10", "40", "50", "60"
RECORD_TYPES = frozenset({STATE, "20", "30", DISTRICT, ASSOCIATION, MUNICIPALITY})

KEY, NAME, TEXT_KEY, INHABITANTS = slice(10, 22), slice(22, 72), slice(122, 124), slice(139, 150)
_HEAD = re.compile(r"(?:10|20|30|40|50|60)(?:19|20)\d{6}\d{2}")


@dataclass(frozen=True)
class Directory:
    """One edition of the Gemeindeverzeichnis."""

    edition: date
    """Territorial state (Gebietsstand) that all records bear."""
    places: pd.DataFrame
    """Places of all levels of the area it covers, usually all of Germany (``places.PLACE_COLUMNS``)."""
    inhabitants: pd.DataFrame
    """One row per record of Satzart 60: area (canonical), name, kind, inhabitants (int64)."""

    @property
    def inhabitants_date(self) -> date:
        """The day its inhabitants were counted: 31.12. of the year before, unless the user says otherwise."""
        return date(self.edition.year - 1, 12, 31)

    @property
    def title(self) -> str:
        """Name and state, as it is cited."""
        return f"Gemeindeverzeichnis (GV100AD), Gebietsstand {self.edition:%d.%m.%Y}"


def is_directory(data: bytes) -> bool:
    """Whether a file looks like one: its first line begins with a record type, a date and a state's key."""
    first = data[:400].removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0]
    return len(first) > KEY.stop and _HEAD.match(first.decode("latin-1")) is not None


def read(data: bytes, name: str) -> Directory:
    """Read a directory file; raises FileUnusable with the line for anything that is not as described.

    ``name`` is the file's, for the messages. UTF-8, else Windows-1252 or ISO 8859-1 as in older editions.
    """
    if not is_directory(data):
        raise FileUnusable(f"„{name}“ ist kein Gemeindeverzeichnis im Format GV100AD (Textdatei mit festen Spalten).")
    lines = [line.rstrip("\r") for line in _text(data).split("\n")]
    records = _records([(number, line) for number, line in enumerate(lines, 1) if line.strip()], name)
    editions = set(records["edition"])
    if len(editions) > 1:
        raise FileUnusable(f"„{name}“ mischt Gebietsstände: {', '.join(sorted(editions))}.")
    _require_unique(records, name)
    cities = frozenset(records.loc[(records["type"] == DISTRICT) & records["kind"].isin(CITIES), "key"].str[:5])
    return Directory(_edition(editions.pop(), name), _places(records, cities), _inhabitants(records, cities, name))


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            return data.decode("latin-1")


def _records(numbered: list[tuple[int, str]], name: str) -> pd.DataFrame:
    rows = []
    for number, line in numbered:
        kind = line[:2]
        if kind not in RECORD_TYPES or not line[2:12].isdigit():
            raise FileUnusable(f"Zeile {number} von „{name}“ ist kein Satz des Gemeindeverzeichnisses: {line[:30]!r}.")
        if kind == MUNICIPALITY and len(line) < INHABITANTS.stop:
            raise FileUnusable(f"Zeile {number} von „{name}“ bricht ab; die Datei ist unvollständig.")
        rows.append(
            (number, kind, line[2:10], line[KEY].strip(), line[NAME].strip(), line[TEXT_KEY], line[INHABITANTS])
        )
    columns = ["line", "type", "edition", "key", "official", "text_key", "inhabitants"]
    frame = pd.DataFrame(rows, columns=columns)
    frame["kind"] = frame["text_key"].map(KIND_OF_TEXT_KEY).fillna("")
    unknown = frame[frame["type"].isin([DISTRICT, ASSOCIATION, MUNICIPALITY]) & (frame["kind"] == "")]
    if len(unknown):
        first = unknown.iloc[0]
        raise FileUnusable(
            f"Zeile {first['line']} von „{name}“ ({first['official']}) hat das unbekannte Textkennzeichen "
            f"„{first['text_key']}“."
        )
    return frame


def _require_unique(records: pd.DataFrame, name: str) -> None:
    twice = records[records.duplicated(["type", "key"], keep=False)]
    if len(twice):
        first, second = twice[twice["key"] == twice.iloc[0]["key"]].iloc[:2].itertuples()
        raise FileUnusable(
            f"In „{name}“ steht der Schlüssel {first.key} doppelt: Zeilen {first.line} und {second.line}."
        )


def _edition(text: str, name: str) -> date:
    try:
        return datetime.strptime(text, "%Y%m%d").date()
    except ValueError as error:
        raise FileUnusable(f"„{name}“ nennt als Gebietsstand „{text}“; das ist kein Datum.") from error


def _places(records: pd.DataFrame, cities: frozenset[str]) -> pd.DataFrame:
    upper = pd.concat(
        [
            _upper(records[records["type"] == STATE], 2, Level.STATE).assign(kind="Land"),
            _upper(records[records["type"] == DISTRICT], 5, Level.DISTRICT),
            _upper(_associations(records), 9, Level.ASSOCIATION),
        ]
    )
    lowest = records[records["type"] == MUNICIPALITY]
    areas = pd.DataFrame(
        {
            "area": _areas(lowest, cities),
            "ars": lowest["key"].str[:5] + lowest["key"].str[8:12] + lowest["key"].str[5:8],
            "name": [short_name(official, Level.MUNICIPALITY) for official in lowest["official"]],
            "kind": lowest["kind"],
        }
    )
    return places.build(areas, upper)


def _upper(records: pd.DataFrame, digits: int, level: Level) -> pd.DataFrame:
    keys = records["key"].str.replace(" ", "", regex=False).str[:digits]
    names = [short_name(official, level) for official in records["official"]]
    return pd.DataFrame({"area": keys, "name": names, "kind": records["kind"]})


def _associations(records: pd.DataFrame) -> pd.DataFrame:
    return records[(records["type"] == ASSOCIATION) & (records["text_key"] != NO_ASSOCIATION)]


def _areas(lowest: pd.DataFrame, cities: frozenset[str]) -> pd.Series:
    codes = [places.canonical_area(key[:8], cities) for key in lowest["key"]]
    return pd.Series(codes, index=lowest.index, dtype="str")


def _inhabitants(records: pd.DataFrame, cities: frozenset[str], name: str) -> pd.DataFrame:
    lowest = records[records["type"] == MUNICIPALITY]
    broken = lowest[~lowest["inhabitants"].str.fullmatch(r"\d{11}")]
    if len(broken):
        first = broken.iloc[0]
        raise FileUnusable(
            f"Zeile {first['line']} von „{name}“ ({first['official']}): "
            f"die Einwohnerzahl „{first['inhabitants'].strip()}“ ist keine Zahl."
        )
    return pd.DataFrame(
        {
            "area": _areas(lowest, cities),
            "name": [short_name(official, Level.MUNICIPALITY) for official in lowest["official"]],
            "kind": lowest["kind"],
            "inhabitants": lowest["inhabitants"].astype("int64"),
        }
    ).reset_index(drop=True)
