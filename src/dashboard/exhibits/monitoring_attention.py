"""What needs attention: more people than places, goals off track, late deliveries, unusual values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard import formats
from dashboard.catalogue import Catalogue
from dashboard.exhibits import monitoring_selection as select
from dashboard.exhibits import monitoring_trends as said
from dashboard.exhibits.exhibit import SIGN_MEANINGS, WITHHELD, Column, Exhibit
from dashboard.exhibits.monitoring_selection import Opened
from dashboard.exhibits.monitoring_series import VALUE, Observed
from dashboard.exhibits.monitoring_targets import ACCOMMODATION, MONITORING, Target, with_targets
from dashboard.exhibits.readings import Area, Reading
from dashboard.exhibits.wording import sentence
from dashboard.observations import trends
from dashboard.periods import Period

HOUSED, PLACES, BLOCKED = "belegt", "plaetze", "gesperrt"
OVERFULL = "Mehr Menschen als Plätze"
SOURCE = "Kennzahlen des Monitorings"
COLUMNS = (Column("what", "Was"), Column("where", "Wo"), Column("why", "Warum"))
RULE = (
    "Mehr Menschen als Plätze: belegt ist größer als Plätze ohne die gesperrten, beides aus demselben Zeitraum. "
    f"Ungewöhnlich: robuster z-Wert über {formats.number(trends.UNUSUAL, 1)}, gemessen an mindestens "
    f"{trends.OTHERS_FOR_UNUSUAL} anderen Werten desselben Orts seit dem letzten Bruch."
)


@dataclass(frozen=True)
class Matter:
    """One thing that needs attention, in German: what, where and why."""

    what: str
    where: str
    why: str
    target: Target


def attention(
    catalogue: Catalogue,
    opened: Opened,
    until: Period,
    *,
    off_track: Sequence[Matter] = (),
    late: Sequence[Matter] = (),
) -> Exhibit:
    """All that is conspicuous in the newest values of every place, and what the caller adds.

    ``off_track`` are goals, ``late`` deliveries that are late or were corrected after the release: pass only what
    this circle may see. Looks at indicators that may stand in an overview and have a sentence and a trend.
    """
    seen = select.looked_at(catalogue, opened, ["overview", "sentence", "trend"])
    newest = [
        (one, [reading for place in _places(one, until) for reading in _newest(one, place, until)]) for one in seen
    ]
    overfull = list(_overfull(seen, until))
    unusual = [matter for one, readings in newest for matter in _unusual(one, readings, until)]
    matters = [*overfull, *off_track, *late, *unusual]
    counts = (len(overfull), len(off_track), len(late), len(unusual))
    message = sentence(*_found(*counts), *([] if matters else _nothing(newest)), _hidden(newest))
    rows = pd.DataFrame([(m.what, m.where, m.why) for m in matters], columns=[column.name for column in COLUMNS])
    return Exhibit(
        key="overview-attention",
        title=f"Was Aufmerksamkeit braucht, {until.label}",
        sentence=message,
        chart=None,
        data=with_targets(rows, [matter.target for matter in matters]),
        columns=COLUMNS,
        source=SOURCE,
        as_of=select.as_of((one, reading) for one, readings in newest for reading in readings),
        notes=(RULE, select.FRESH),
        alt=f"Tabelle: {message}",
    )


def _places(seen: Observed, until: Period) -> list[Area]:
    """The places that stand for themselves, and the district."""
    found = list(seen.history.reporting(VALUE, until))
    district = seen.history.district
    return found if district is None or district in found else [*found, district]


def _newest(seen: Observed, place: Area, until: Period) -> Iterator[Reading]:
    """The newest value or sign of a place, if it is not outdated."""
    reading = seen.last(place, until)
    if reading.period is not None and select.is_fresh(reading.period, until):
        yield reading


def _overfull(seen: Sequence[Observed], until: Period) -> Iterator[Matter]:
    by_code = {one.indicator.code: one for one in seen if not one.per_thousand}
    housed, places = by_code.get(HOUSED), by_code.get(PLACES)
    if housed is None or places is None:
        return
    for place in housed.history.reporting(VALUE, until):
        for people in _newest(housed, place, until):
            assert people.period is not None
            room = places.at(place, people.period)
            blocked = by_code[BLOCKED].at(place, people.period) if BLOCKED in by_code else Reading(place)
            if not (people.known and room.known) or {*people.missing} != {*room.missing}:
                continue
            free = room.value - (blocked.value if blocked.known else 0)
            if people.value > free:
                why = _why_overfull(housed, places, people, room, blocked)
                yield Matter(OVERFULL, place.title, why, Target(ACCOMMODATION, HOUSED, place.area))


def _why_overfull(housed: Observed, places: Observed, people: Reading, room: Reading, blocked: Reading) -> str:
    assert people.period is not None
    parts = [f"belegt {housed.measure.text(people)}", f"Plätze {places.measure.text(room)}"]
    parts.append(f"davon gesperrt {places.measure.text(blocked)}")
    more = housed.measure.amount(people.value - room.value + (blocked.value if blocked.known else 0))
    least = "" if blocked.known else "mindestens "
    return f"{people.period.label}: {', '.join(parts)}; {least}{more} mehr, als Plätze verfügbar sind."


def _unusual(seen: Observed, readings: Sequence[Reading], until: Period) -> Iterator[Matter]:
    for reading in readings:
        if not reading.known:
            continue
        least = 10.0**-seen.measure.decimals if seen.per_thousand else 1.0
        for item in trends.unusual(seen.course(reading.place, until), least=least, only=reading.period):
            why = said.why_unusual(seen.measure, item).removeprefix("Ungewöhnlich: ")
            target = Target(MONITORING, seen.indicator.code, reading.place.area)
            yield Matter(f"Ungewöhnlicher Wert: {seen.measure.title}", reading.place.title, why, target)


def _found(overfull: int, off_track: int, late: int, unusual: int) -> list[str]:
    said_of = [
        (overfull, "1 Ort hat mehr Menschen als Plätze", "Orte haben mehr Menschen als Plätze"),
        (off_track, "1 Ziel ist nicht auf Kurs", "Ziele sind nicht auf Kurs"),
        (late, "1 Lieferung fehlt oder wurde berichtigt", "Lieferungen fehlen oder wurden berichtigt"),
        (unusual, "1 Wert ist ungewöhnlich", "Werte sind ungewöhnlich"),
    ]
    return [one if count == 1 else f"{count} {many}" for count, one, many in said_of if count]


def _nothing(newest: Sequence[tuple[Observed, Sequence[Reading]]]) -> list[str]:
    looked = sum(any(reading.known for reading in readings) for _, readings in newest)
    if not looked:
        return ["zurzeit fällt nichts auf, es liegen hier aber auch keine Zahlen vor, die angesehen werden könnten"]
    verb = "wurde" if looked == 1 else "wurden"
    return [f"zurzeit fällt nichts auf, angesehen {verb} {select.indicators(looked)}"]


def _hidden(newest: Sequence[tuple[Observed, Sequence[Reading]]]) -> str:
    hidden = sum(any(reading.withheld for reading in readings) for _, readings in newest)
    if not hidden:
        return ""
    return f"zu {hidden} {'Kennzahl' if hidden == 1 else 'Kennzahlen'} sind Werte {SIGN_MEANINGS[WITHHELD]}"
