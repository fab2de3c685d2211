"""A municipal directory of the fictional county in the fixed columns of GV100AD, so that it comes in as a real one."""

from datetime import date

from dashboard.demo.places import ASSOCIATION, ASSOCIATION_NAME, DISTRICT, MUNICIPALITIES, SEAT, Municipality

EDITION = date(2025, 9, 30)
"""Territorial state; such an edition carries the inhabitants of the end of the year before."""
FILE_NAME = "Beispieldaten_Gemeindeverzeichnis_Musterland.txt"

STATE_NAME = "Erfundenes Land (Beispieldaten)"
STATE, COUNTY, NO_ASSOCIATION, IN_ASSOCIATION = "  ", "44", "50", "52"
TOWN, VILLAGE = "63", "64"
LENGTH = 220


def directory() -> bytes:
    """The directory file: state, district, associations (real and nominal), Gemeinden."""
    lines = [
        _line("10", DISTRICT[:2], STATE_NAME, seat=SEAT, kind=STATE),
        _line("40", DISTRICT, "Musterland", seat=SEAT, kind=COUNTY),
    ]
    for place in MUNICIPALITIES:
        if not place.association:
            lines.append(_line("50", f"{DISTRICT}   {place.regional_key[5:9]}", place.official, kind=NO_ASSOCIATION))
    lines.append(_line("50", f"{DISTRICT}   {ASSOCIATION[5:]}", ASSOCIATION_NAME, seat=_seat(), kind=IN_ASSOCIATION))
    lines += [_municipality(place) for place in MUNICIPALITIES]
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8")


def _municipality(place: Municipality) -> str:
    people = place.inhabitants[EDITION.year - 1]
    numbers = f"{place.hectares:011d}{people:011d}{round(people * 0.496):011d}"
    kind = TOWN if place.kind == "Stadt" else VILLAGE
    return _line("60", place.area + place.regional_key[5:9], place.official, kind=kind, numbers=numbers)


def _line(record: str, key: str, name: str, *, seat: str = "", kind: str, numbers: str = "") -> str:
    line = f"{record}{EDITION:%Y%m%d}{key:<12}{name:<50}{seat:<50}{kind:<6}{numbers}"
    return f"{line:<{LENGTH}}"


def _seat() -> str:
    return next(place.name for place in MUNICIPALITIES if place.association == ASSOCIATION)
