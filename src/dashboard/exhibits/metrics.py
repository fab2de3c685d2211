"""Metrics of accommodation as people read them: titles, units, and how a value or a change is said in a sentence."""

import math
from dataclasses import dataclass

from dashboard import formats
from dashboard.errors import NotFound
from dashboard.exhibits import wording
from dashboard.exhibits.classes import as_shown
from dashboard.exhibits.exhibit import Column, Kind, signed_text
from dashboard.exhibits.readings import Change, Reading
from dashboard.periods import Period

FULL_AT = (0.5, 0.75, 0.9, 1.0)
"""Boundaries of utilisation that mean something: half, three quarters, nine tenths, full."""

PARTLY = " nach den vorliegenden Angaben"


@dataclass(frozen=True)
class Metric:
    """A figure of a place and its German.

    ``one``, ``many`` and ``none`` are statements with ``{where}``, ``{n}`` and ``{partly}``; ``about`` follows
    „keine Angabe“. A ``sum`` that is incomplete is said with „mindestens“, another one with ``PARTLY``.
    """

    key: str
    figure: str
    title: str
    short: str
    unit: str
    about: str
    one: str
    many: str
    none: str
    kind: Kind = Kind.NUMBER
    decimals: int = 0
    sum: bool = True

    def column(self, label: str = "") -> Column:
        """The column of this metric in a table."""
        return Column(self.figure, label or self.short, self.kind, self.decimals)

    def text(self, reading: Reading) -> str:
        """The value as it stands on a map or in a tile, with its sign: „87 %“, „12 r“, „•“, „keine Angabe“."""
        return signed_text(self.number(reading.value) if reading.known else None, reading.sign)

    def at_least(self, reading: Reading) -> str:
        """The same with what an incomplete sum needs: „mindestens 1.172“."""
        least = "mindestens " if reading.missing and reading.known and self.sum and reading.value else ""
        return least + self.text(reading)

    def number(self, value: float) -> str:
        """A known value without sign."""
        match self.kind:
            case Kind.PERCENT:
                return formats.percent(value, self.decimals)
            case Kind.SIGNED:
                return formats.signed(value, self.decimals)
            case _:
                return formats.number(value, self.decimals)

    def statement(self, reading: Reading, period: Period) -> str:
        """What is the case in a place, without full stop; says so where the value is older than ``period``."""
        where, about = wording.located(reading.place.name), self.about
        if reading.withheld:
            return f"{where} ist die Angabe {about} {wording.withheld_reason()}{stand(reading, period)}"
        if not reading.known:
            return f"für {wording.accusative(reading.place.name)} liegt keine Angabe {about} vor"
        text = self.number(reading.value)
        partly = PARTLY if reading.missing else ""
        template = self.none if reading.value == 0 else self.one if text == "1" else self.many
        if reading.missing and self.sum and reading.value != 0:
            text = f"mindestens {text}"
        return template.format(where=where, n=text, partly=partly) + stand(reading, period)

    def comparison(self, reading: Reading, change: Change) -> str:
        """What follows a statement: „, 12 mehr als im 2. Quartal 2026“; empty if there is nothing to compare."""
        if change.since is None or not reading.known or change.why_not == "none":
            return ""
        if change.why_not == "withheld":
            return "; die Veränderung ist zurückgehalten"
        if change.why_not == "incomplete" and change.places:
            among = f"in {'' if change.places == 1 else 'den '}{wording.dative_places(change.places)}"
            among += " mit Angaben für beide Zeiträume"
            return f"; {among} {self._difference(change.shared)} {wording.during(change.since)}"
        if change.why_not == "incomplete":
            return f"; mit dem Zeitraum davor ({change.since.label}) nicht vergleichbar, weil dort andere Orte fehlen"
        same = "bei denselben Orten " if reading.missing else ""
        return f", {same}{self._difference(change.value)} {wording.during(change.since)}"

    def change_text(self, change: Change) -> str:
        """The change as a label: „+12 gegenüber 2. Quartal 2026“."""
        if change.why_not == "withheld":
            return "Veränderung zurückgehalten (•)"
        if change.why_not == "incomplete" and change.places and change.since is not None:
            among = f"{wording.places(change.places)} mit beiden Angaben"
            return f"{self.signed(change.shared)} gegenüber {change.since.label} ({among})"
        if change.why_not == "incomplete":
            return "nicht vergleichbar, weil andere Orte fehlen"
        if not change.known or change.since is None:
            return "kein Wert zum Vergleich"
        return f"{self.signed(change.value)} gegenüber {change.since.label}"

    def signed(self, difference: float) -> str:
        """A change with its sign and unit: „+12“, „−2 Prozentpunkte“."""
        if self.kind is not Kind.PERCENT:
            return formats.signed(difference, self.decimals)
        points = difference * 100
        return f"{formats.signed(points)} {_points(points)}"

    def shown_change(self, difference: float) -> float:
        """A change in the unit people read: percentage points for shares."""
        return difference * 100 if self.kind is Kind.PERCENT else difference

    def _difference(self, difference: float) -> str:
        percent = self.kind is Kind.PERCENT
        amount = abs(self.shown_change(difference))
        word = "viel" if percent else "viele"
        if amount < 1e-9:
            return f"ebenso {word} wie"
        if as_shown(amount, self.decimals) == 0:
            return f"fast ebenso {word} wie"
        text = formats.number(amount, self.decimals)
        unit = f" {_points(amount)}" if percent else ""
        return f"{text}{unit} {'mehr' if difference > 0 else 'weniger'} als"


def stand(reading: Reading, period: Period) -> str:
    """„ (Stand 2. Quartal 2026)“ where a value is older than the period that is shown."""
    return f" (Stand {reading.period.label})" if reading.period not in (None, period) else ""


def _points(points: float) -> str:
    return "Prozentpunkt" if as_shown(abs(points), 0) == 1 else "Prozentpunkte"


def _all(*metrics: Metric) -> dict[str, Metric]:
    return {metric.key: metric for metric in metrics}


METRICS = _all(
    Metric(
        "belegt",
        "belegt",
        "Untergebrachte Personen",
        "Untergebracht",
        "Personen",
        "zu den untergebrachten Personen",
        "{where} ist {n} Person untergebracht",
        "{where} sind {n} Personen untergebracht",
        "{where} ist{partly} niemand untergebracht",
    ),
    Metric(
        "plaetze",
        "plaetze",
        "Plätze in Unterkünften",
        "Plätze",
        "Plätze",
        "zu den Plätzen",
        "{where} gibt es {n} Platz",
        "{where} gibt es {n} Plätze",
        "{where} gibt es{partly} keine Plätze",
    ),
    Metric(
        "nutzbar_frei",
        "nutzbar_frei",
        "Nutzbare freie Plätze",
        "Nutzbar frei",
        "Plätze",
        "zu den nutzbaren freien Plätzen",
        "{where} ist {n} Platz als nutzbar frei gemeldet",
        "{where} sind {n} Plätze als nutzbar frei gemeldet",
        "{where} ist{partly} kein Platz als nutzbar frei gemeldet",
    ),
    Metric(
        "auslastung",
        "auslastung",
        "Auslastung der Unterkünfte",
        "Auslastung",
        "der verfügbaren Plätze",
        "zur Auslastung",
        "{where} sind{partly} {n} der verfügbaren Plätze belegt",
        "{where} sind{partly} {n} der verfügbaren Plätze belegt",
        "{where} ist{partly} keiner der verfügbaren Plätze belegt",
        Kind.PERCENT,
        sum=False,
    ),
    Metric(
        "belegt_je_1000",
        "belegt_je_1000",
        "Untergebrachte je 1.000 Einwohner",
        "Je 1.000 Einw.",
        "je 1.000 Einwohner",
        "zu den Untergebrachten je 1.000 Einwohner",
        "{where} kommen{partly} auf 1.000 Einwohner {n} untergebrachte Personen",
        "{where} kommen{partly} auf 1.000 Einwohner {n} untergebrachte Personen",
        "{where} ist{partly} niemand untergebracht",
        decimals=1,
        sum=False,
    ),
)
"""Metrics with a column of their own, in the order they are offered."""

CHANGE = Metric(
    "veraenderung",
    "belegt_veraenderung",
    "Veränderung der untergebrachten Personen",
    "Veränderung",
    "Personen",
    "zur Veränderung der untergebrachten Personen",
    "",
    "",
    "",
    Kind.SIGNED,
)
"""Change of the people housed to the period before; computed here, with statements of its own."""

OWED = Metric(
    "noch_aufzunehmen",
    "open",
    "Noch aufzunehmende Personen",
    "Noch aufzunehmen",
    "Personen",
    "zu den noch aufzunehmenden Personen",
    "{where} ist noch {n} Person aufzunehmen",
    "{where} sind noch {n} Personen aufzunehmen",
    "{where} ist niemand mehr aufzunehmen",
)
"""What a place still owes of its quota; it comes from a quota period and not from the history of accommodation."""

MAP_METRICS = {**METRICS, CHANGE.key: CHANGE, OWED.key: OWED}


def metric_of(key: str) -> Metric:
    """The metric of this key; NotFound for an unknown one (the key comes out of the address)."""
    if key not in MAP_METRICS:
        known = ", ".join(metric.title for metric in MAP_METRICS.values())
        raise NotFound(f"Die Kennzahl „{key}“ gibt es auf dieser Karte nicht. Es gibt: {known}.")
    return MAP_METRICS[key]


def value_or_none(value: float) -> float | None:
    """A number for JSON: NaN is None."""
    return None if math.isnan(value) else value
