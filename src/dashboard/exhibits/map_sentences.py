"""What the map of accommodation says: its message, its caveats and its date, without ever naming a withheld value."""

from collections.abc import Sequence

from dashboard import formats
from dashboard.exhibits import wording
from dashboard.exhibits.classes import as_shown
from dashboard.exhibits.history import History
from dashboard.exhibits.metrics import CHANGE, METRICS, Metric, stand
from dashboard.exhibits.places import incomplete_note, partial_note
from dashboard.exhibits.readings import Reading
from dashboard.periods import Period

UTILISATION = "auslastung"


def message(figures: History, metric: Metric, readings: Sequence[Reading], period: Period) -> str:
    """One German sentence: the district, for utilisation the fullest place, and where nothing is known."""
    if all(item.absent for item in readings) and (
        figures.district is None or _district(figures, metric, period).absent
    ):
        return wording.sentence(f"{wording.during(period)} liegt keine Angabe {metric.about} vor")
    if metric is CHANGE:
        parts = _change_parts(figures, readings, period)
    elif metric.key == UTILISATION and len(readings) > 1:
        parts = _fullest_parts(figures, metric, readings, period)
    else:
        parts = [_district_statement(figures, metric, readings, period)]
    return wording.sentence(*parts, *_gaps(readings, metric, parts))


def notes(figures: History, metric: Metric, readings: Sequence[Reading], period: Period) -> list[str]:
    """German caveats: incomplete sums, older values, places without figures, associations and their members."""
    found: list[str] = []
    base = METRICS["belegt"] if metric is CHANGE else metric
    found += incomplete_note(figures, base.figure, period)
    if older := [item for item in readings if item.period not in (None, period)]:
        named = [f"{item.place.title} ({item.period.label})" for item in older if item.period]
        found.append(f"Älterer Stand: {formats.join(named)}.")
    if silent := [item.place.title for item in readings if item.absent and not item.place.unincorporated]:
        found.append(f"Ohne Angabe: {formats.join(silent)}.")
    if empty := [item.place.name for item in readings if _unexpected(item)]:
        found.append(f"Gemeindefreie Gebiete ohne Angabe: {formats.join(empty)}.")
    if hidden := [item.place.title for item in readings if item.withheld]:
        found.append(f"Zurückgehalten: {formats.join(hidden)}.")
    found += partial_note(figures, {base.figure: base.short}, period)
    for item in readings:
        found += _members_note(figures, item, base, period)
    if metric.key == "belegt_je_1000" and (dates := _inhabitants(figures, period)):
        found.append(dates)
    return found


def as_of(readings: Sequence[Reading]) -> str:
    """German date of the newest value, and whether some places are older."""
    periods = {item.period for item in readings if item.period is not None}
    if not periods:
        return "keine Angabe"
    newest = max(periods)
    return formats.day(newest.last) + ("" if len(periods) == 1 else " (einzelne Orte früher)")


def _district_statement(figures: History, metric: Metric, readings: Sequence[Reading], period: Period) -> str:
    district = figures.district
    if district is None:
        known = sum(item.known for item in readings)
        return f"{metric.title}: Angaben liegen für {wording.places(known)} vor"
    whole = _district(figures, metric, period)
    change = figures.change(district.area, metric.figure, period)
    return metric.statement(whole, period) + metric.comparison(whole, change)


def _fullest_parts(figures: History, metric: Metric, readings: Sequence[Reading], period: Period) -> list[str]:
    known = [item for item in readings if item.known]
    if not known:
        return [_district_statement(figures, metric, readings, period)]
    if len(known) == 1:
        only = known[0]
        first = f"nur für {wording.accusative(only.place.name)} liegt eine Angabe vor, dort sind "
        return [f"{first}{metric.number(only.value)} der verfügbaren Plätze belegt{stand(only, period)}"]
    highest = max(as_shown(item.value, 2) for item in known)
    fullest = [item for item in known if as_shown(item.value, 2) == highest]
    text = metric.number(fullest[0].value)
    complete = len(known) == len([item for item in readings if not _unexpected(item)])
    if len(fullest) == len(known):
        where = "in allen Orten" if complete else "in allen Orten mit Angabe"
        first = f"{where} sind {text} der verfügbaren Plätze belegt"
    elif len(fullest) > wording.MOST_NAMED:
        among = "" if complete else " mit Angabe"
        first = f"{len(fullest)} Orte{among} sind mit jeweils {text} am stärksten belegt"
    else:
        named = formats.join([wording.nominative(item.place.name) + stand(item, period) for item in fullest])
        verb, each = ("ist", "") if len(fullest) == 1 else ("sind", "jeweils ")
        among = "" if complete else "unter den Orten mit Angabe "
        share = f"mit {each}{text} am stärksten belegt"
        first = f"{among}{verb} {named} {share}" if among else f"{named} {verb} {share}"
    return _with_district(first, figures, metric, period)


def _with_district(first: str, figures: History, metric: Metric, period: Period) -> list[str]:
    district = figures.district
    if district is None:
        return [first]
    whole = _district(figures, metric, period)
    if not whole.known:
        return [first, metric.statement(whole, period)]
    where = "in den meldenden Orten zusammen" if whole.missing else wording.located(district.name)
    return [f"{first}, {where} sind es {metric.number(whole.value)}{stand(whole, period)}"]


def _change_parts(figures: History, readings: Sequence[Reading], period: Period) -> list[str]:
    parts = []
    if (district := figures.district) is not None:
        change = figures.change(district.area, "belegt", period)
        where = wording.located(district.name)
        if change.known and change.since is not None:
            parts.append(_change_statement(where, change.value, change.since))
        elif change.why_not == "withheld":
            parts.append(f"{where} ist die Veränderung {wording.withheld_reason()}")
        elif change.why_not == "incomplete":
            parts.append(f"{where} lässt sich keine Veränderung angeben, weil in den Quartalen andere Orte fehlen")
        else:
            parts.append(f"{where} lässt sich keine Veränderung angeben, weil ein Wert zum Vergleich fehlt")
    known = [item.value for item in readings if item.known]
    if known and len(readings) > 1:
        counts = (sum(v > 0 for v in known), sum(v < 0 for v in known), sum(v == 0 for v in known))
        words = ("mehr", "weniger", "ebenso viele")
        said = [f"in {wording.dative_places(n)} {word}" for n, word in zip(counts, words, strict=True) if n]
        parts.append(f"es sind {formats.join(said)} Personen")
    return parts


def _change_statement(where: str, difference: float, since: Period) -> str:
    if difference == 0:
        return f"{where} sind ebenso viele Personen untergebracht wie {wording.during(since)}"
    amount = formats.number(abs(difference))
    verb, noun = ("ist", "Person") if amount == "1" else ("sind", "Personen")
    more = "mehr" if difference > 0 else "weniger"
    return f"{where} {verb} {amount} {noun} {more} untergebracht als {wording.during(since)}"


def _gaps(readings: Sequence[Reading], metric: Metric, said: Sequence[str]) -> list[str]:
    expected = [item for item in readings if not _unexpected(item)]
    if len(readings) < 2:
        return []
    silent = [item.place.name for item in expected if not item.known and not item.withheld]
    hidden = [item.place.name for item in expected if item.withheld]
    lacking = "lässt sich keine Veränderung angeben" if metric is CHANGE else "liegt keine Angabe vor"
    gaps = []
    if silent:
        whom = "die einzelnen Orte" if len(silent) == len(expected) else wording.for_places(silent)
        gaps.append(f"für {whom} {lacking}")
    if hidden:
        reason = wording.withheld_reason()
        how = "ebenfalls zurückgehalten" if any(reason in part for part in said) else reason
        which = "ist die Angabe" if len(hidden) == 1 else "sind die Angaben"
        gaps.append(f"für {wording.for_places(hidden)} {which} {how}")
    return gaps


def _members_note(figures: History, item: Reading, metric: Metric, period: Period) -> list[str]:
    members = figures.members(item.place)
    own = [m.name for m in members if not figures.last(m.area, metric.figure, period).absent]
    if not own:
        return []
    return [
        f"Gezeigt wird die Angabe für {wording.accusative(item.place.name)}; "
        f"eigene Angaben gibt es auch von {formats.join(own)}."
    ]


def _inhabitants(figures: History, period: Period) -> str:
    district = figures.district
    found = figures.inhabitants_period(district.area, period) if district is not None else None
    if found is None:
        return ""
    return f"Die Einwohnerzahlen sind vom {formats.day(found.last)}."


def _district(figures: History, metric: Metric, period: Period) -> Reading:
    assert figures.district is not None
    if metric is CHANGE:
        return figures.last(figures.district.area, "belegt", period)
    return figures.last(figures.district.area, metric.figure, period)


def _unexpected(item: Reading) -> bool:
    return item.place.unincorporated and item.absent
