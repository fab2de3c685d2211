"""Levels of places, the German words for what a place is, and the name under which people read it."""

from enum import StrEnum


class Level(StrEnum):
    """Level of a place, from the smallest to the largest."""

    MUNICIPALITY = "municipality"
    ASSOCIATION = "association"
    DISTRICT = "district"
    STATE = "state"
    FEDERATION = "federation"


CITY = "Kreisfreie Stadt"
CITY_STATE_WORD = "Stadtkreis"
CITIES = frozenset({CITY, CITY_STATE_WORD})
"""Kinds of districts that are one Gemeinde; Baden-Württemberg says „Stadtkreis“."""

UNINCORPORATED = "Gemeindefreies Gebiet"

KIND_OF_TEXT_KEY = {
    "41": CITY,
    "42": CITY_STATE_WORD,
    "43": "Kreis",
    "44": "Landkreis",
    "45": "Regionalverband",
    "50": "Verbandsfreie Gemeinde",
    "51": "Amt",
    "52": "Samtgemeinde",
    "53": "Verbandsgemeinde",
    "54": "Verwaltungsgemeinschaft",
    "55": "Kirchspielslandgemeinde",
    "56": "Verwaltungsverband",
    "58": "Erfüllende Gemeinde",
    "60": "Markt",
    "61": CITY,
    "62": CITY_STATE_WORD,
    "63": "Stadt",
    "64": "Gemeinde",
    "65": UNINCORPORATED,
    "66": UNINCORPORATED,
    "67": "Große Kreisstadt",
}
"""Textkennzeichen of the Gemeindeverzeichnis (GV100AD, characters 123 and 124)."""

NO_ASSOCIATION = "50"
"""Textkennzeichen of the Verband records that stand for a Gemeinde outside any association."""

NO_ASSOCIATION_KINDS = frozenset(
    {"Einheitsgemeinde", "Gemeinschaftsfreie Gemeinde", "Amtsfreie Gemeinde", "Verbandsfreie Gemeinde"}
)
"""The same in the attribute BEZ of official boundary files."""

_ABBREVIATED = ("gvv ", "vvg ", "vg ")
_IN_DISTRICT_NAMES = ("kreis", "region")


def short_name(official: str, level: Level) -> str:
    """The name without designations: „Peine, Stadt“ is Peine, „Nabburg (VGem)“ is Nabburg."""
    if level is Level.ASSOCIATION:
        return official.removesuffix(", Stadt").removesuffix("(VGem)").strip()
    return official.split(",", 1)[0].strip()


def full_name(short: str, kind: str, level: Level) -> str:
    """The name under which people read a place: „Landkreis Peine“, „Samtgemeinde Velpke“, „Vechelde“.

    Gemeindefreie Gebiete say so. Names that already tell what they are („Region Hannover“, „Heidekreis“,
    „GVV Aidlingen/Grafenau“) stay as they are.
    """
    folded = short.casefold()
    if level is Level.MUNICIPALITY and kind == UNINCORPORATED:
        return f"{short}, gemeindefreies Gebiet"
    if level is Level.ASSOCIATION and not folded.startswith((*_ABBREVIATED, kind.casefold())):
        return f"{kind} {short}"
    if level is Level.DISTRICT and kind not in CITIES and not any(word in folded for word in _IN_DISTRICT_NAMES):
        return f"{kind} {short}"
    return short
