"""German statements about any indicator: its value, its change, its trend, what is unusual, and why there is none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard import formats
from dashboard.catalogue import Break, Indicator
from dashboard.exhibits import monitoring_rates as rates
from dashboard.exhibits import wording
from dashboard.exhibits.charts import Judgement
from dashboard.exhibits.classes import as_shown
from dashboard.exhibits.exhibit import SIGN_MEANINGS, SMALL, Column, Kind, signed_text
from dashboard.exhibits.readings import Area, Reading
from dashboard.observations.trends import Change, Reason

SINGULAR = {
    "Anträge": "Antrag",
    "Personen": "Person",
    "Plätze": "Platz",
    "Kinder": "Kind",
    "Fälle": "Fall",
    "Orte": "Ort",
    "Gespräche": "Gespräch",
    "Begehungen": "Begehung",
    "Initiativen": "Initiative",
    "Patenschaften": "Patenschaft",
    "Praktika": "Praktikum",
    "Veranstaltungen": "Veranstaltung",
}
SAME_FOR_ONE = ("Euro", "%", "je ")
"""Beginnings of units that are the same for one."""
WHOLE_PER_CENTS_BELOW = 1000
"""Shares of fewer than this have no decimals."""
NOISE = 1e-9
"""Differences below this come from computing with binary fractions."""
SILENT = ("-", SMALL)
"""Signs that the number itself says."""


@dataclass(frozen=True)
class Measure:
    """How a figure is written: its title, unit and precision, absolute or per 1,000 inhabitants."""

    indicator: Indicator
    per_thousand: bool = False

    @property
    def decimals(self) -> int:
        return rates.DECIMALS if self.per_thousand else self.indicator.decimals

    @property
    def unit(self) -> str:
        """„Personen je 1.000 Einwohner“, as it stands at an axis."""
        return f"{self.indicator.unit} je 1.000 Einwohner" if self.per_thousand else self.indicator.unit

    @property
    def title(self) -> str:
        return f"{self.indicator.title} je 1.000 Einwohner" if self.per_thousand else self.indicator.title

    @property
    def named(self) -> str:
        """„die Kennzahl „Plätze in Unterkünften““, for sentences."""
        return f"die Kennzahl „{self.indicator.title}“"

    @property
    def points(self) -> bool:
        """Whether a difference is one of percentage points."""
        return self.indicator.unit == "%" and not self.per_thousand

    def column(self, name: str, label: str) -> Column:
        """A column of values."""
        return Column(name, label, Kind.NUMBER, self.decimals, self.unit)

    def number(self, value: float) -> str:
        return formats.number(value, self.decimals)

    def text(self, reading: Reading) -> str:
        """The value with its sign: „1.222“, „62,5 %“, „12 r“, „•“, „keine Angabe“."""
        if not reading.known:
            return signed_text(None, reading.sign)
        per_cent = f"{formats.NARROW_SPACE}%" if self.points else ""
        return signed_text(self.number(reading.value) + per_cent, reading.sign)

    def amount(self, value: float, decimals: int | None = None) -> str:
        """A value with its unit: „1 Person“, „1.222 Personen“, „9,3 Personen je 1.000 Einwohner“, „62,5 %“."""
        text = formats.number(value, self.decimals if decimals is None else decimals)
        if self.points:
            return f"{text}{formats.NARROW_SPACE}%"
        return f"{text} {self._unit(text)}"

    def difference(self, value: float, decimals: int | None = None) -> str:
        """The size of a change with its unit: „12 Personen“, „1 Prozentpunkt“."""
        if not self.points:
            return self.amount(abs(value), decimals)
        text = formats.number(abs(value), self.decimals if decimals is None else decimals)
        return f"{text} {'Prozentpunkt' if text == '1' else 'Prozentpunkte'}"

    def statement(self, reading: Reading) -> str:
        """What is the case in a place, without full stop, with the value's own period."""
        place, when = reading.place, wording.during(reading.period) if reading.period else ""
        where = f" {wording.located(place.name)}" if place.name else ""
        if reading.withheld:
            return f"{when} ist {self.named}{where} {wording.withheld_reason()}"
        if not reading.known and reading.sign:
            meant = "; ".join(f"„{mark}“ {SIGN_MEANINGS.get(mark, '')}".strip() for mark in reading.sign.split())
            return f"{when} liegt zur Kennzahl „{self.indicator.title}“{where} keine Zahl vor ({meant})"
        if not reading.known:
            about = f"zur Kennzahl „{self.indicator.title}“"
            if not place.name:
                return f"{about} liegt noch keine Angabe vor"
            return f"für {wording.accusative(place.name)} liegt {about} keine Angabe vor"
        return f"{when} beträgt {self.named}{where} {self.at_least(reading)}"

    def at_least(self, reading: Reading) -> str:
        """A known value with what an incomplete sum and a sign need: „mindestens 12 Personen“."""
        marks = [SIGN_MEANINGS.get(mark, mark) for mark in reading.sign.split() if mark not in SILENT]
        beside = f" ({', '.join(marks)})" if marks else ""
        return self.partly(reading) + self.amount(reading.value) + beside

    def partly(self, reading: Reading) -> str:
        """What stands before an incomplete value; a sum that cannot shrink is at least what is known of it."""
        if not reading.missing:
            return ""
        grows = self.indicator.kind == "value" and self.indicator.minimum == 0 and reading.value > 0
        return "mindestens " if grows else "nach den vorliegenden Angaben "

    def comparison(self, change: Change, before: Reading, breaks: Mapping[date, Break]) -> str:
        """What follows a statement: „, 12 Personen (1 %) mehr als im 2. Quartal 2026“, or why it cannot be said."""
        then = wording.during(change.first)
        match change.why_not:
            case Reason.WITHHELD:
                return f"; die Veränderung gegenüber dem Wert {then} ist zurückgehalten"
            case Reason.GAP:
                return f"; {then} liegt kein Wert zum Vergleich vor"
            case Reason.INCOMPLETE:
                return f"; mit dem Wert {then} nicht vergleichbar, weil den beiden Summen verschiedene Orte fehlen"
            case Reason.BREAK:
                named = formats.join([f"„{breaks[day].title}“" for day in change.breaks if day in breaks])
                return f"; mit dem Wert {then} nicht vergleichbar, weil dazwischen ein Bruch liegt: {named}"
        assert change.absolute is not None
        same = " bei denselben Orten" if before.missing else ""
        if abs(change.absolute) < NOISE:
            return f",{same} ebenso viel wie {then}"
        if as_shown(abs(change.absolute), self.decimals) == 0:
            return f",{same} fast ebenso viel wie {then}"
        more = "mehr" if change.absolute > 0 else "weniger"
        return f",{same} {self.difference(change.absolute)}{self._share(change, before.value)} {more} als {then}"

    def change_text(self, change: Change, judged: Judgement) -> str:
        """The change as a label: „+12 gegenüber 2. Quartal 2026 (besser)“."""
        match change.why_not:
            case Reason.WITHHELD:
                return "Veränderung zurückgehalten (•)"
            case Reason.GAP:
                return "kein Wert zum Vergleich"
            case Reason.INCOMPLETE:
                return "nicht vergleichbar, weil andere Orte fehlen"
            case Reason.BREAK:
                days = formats.join([formats.day(day) for day in change.breaks])
                return f"nicht vergleichbar: Bruch am {days}"
        assert change.absolute is not None
        unit = f" {self.difference(change.absolute).split(' ')[-1]}" if self.points else ""
        word = {"better": " (besser)", "worse": " (schlechter)", "neither": ""}[judged]
        return f"{formats.signed(change.absolute, self.decimals)}{unit} gegenüber {change.first.label}{word}"

    def _unit(self, text: str) -> str:
        suffix = " je 1.000 Einwohner" if self.per_thousand else ""
        unit = self.indicator.unit
        if text.lstrip(formats.MINUS + "-") == "1" and not unit.startswith(SAME_FOR_ONE):
            unit = SINGULAR.get(unit, f"({unit})")
        return unit + suffix

    def _share(self, change: Change, before: float) -> str:
        if change.relative is None or self.points or self.per_thousand:
            return ""
        decimals = 0 if before < WHOLE_PER_CENTS_BELOW else 1
        share = abs(change.relative)
        if as_shown(share * 100, decimals) == 0:
            return ""
        return f" ({formats.percent(share, decimals)})"


def judgement(indicator: Indicator, change: Change | None, decimals: int) -> Judgement:
    """Better or worse only where the catalogue says which way is, and only for a change that can be seen."""
    if (
        indicator.direction == "none"
        or change is None
        or change.absolute is None
        or as_shown(abs(change.absolute), decimals) == 0
    ):
        return "neither"
    return "better" if (change.absolute > 0) == (indicator.direction == "up") else "worse"


def labels(areas: Sequence[Area]) -> list[str]:
    """Names for lines and rows; the level is added where two places share one."""
    titles = [area.title for area in areas]
    return [
        f"{title} ({LEVELS.get(area.level, area.level)})" if titles.count(title) > 1 else title
        for area, title in zip(areas, titles, strict=True)
    ]


LEVELS = {
    "municipality": "Gemeinde",
    "association": "Samtgemeinde",
    "district": "Landkreis",
    "state": "Land",
    "federation": "Bund",
}
"""What a level is called beside a name."""
