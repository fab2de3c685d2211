"""How long places last, in a sentence, and the notes beside it."""

from collections.abc import Sequence
from datetime import date

from dashboard.formats import day as german_day
from dashboard.formats import number
from dashboard.geography.articles import located
from dashboard.periods import Period
from dashboard.planning.outlook_views import MonthAhead

WITHOUT_FLOWS = (
    "Zu- und Abgänge sind nicht gemeldet oder hier nicht sichtbar; gerechnet ist mit der mittleren Veränderung der "
    "Belegung. Das Soll wirkt nur, soweit Sie daran etwas ändern."
)
QUOTA_UNKNOWN = (
    "Was vom Soll noch offen ist, ist nicht bekannt oder hier nicht sichtbar; gerechnet ist mit so vielen Zugängen wie "
    "zuletzt."
)
TAKEN_UNKNOWN = (
    "Wie viele der Zugänge auf das Soll angerechnet wurden, ist nicht bekannt oder hier nicht sichtbar; gerechnet ist "
    "mit mindestens so vielen Zugängen wie zuletzt."
)
BLOCKED_UNKNOWN = "Gesperrte Plätze sind nicht gemeldet; gerechnet ist ohne sie."
LEASES_UNKNOWN = (
    "Die Unterkünfte sind nicht einzeln gemeldet; ob Verträge enden, ist nicht bekannt und nicht berücksichtigt."
)
Lasts = tuple[Period | None, Period | None, Period | None]


def gap(first: Period) -> str:
    """Earlier quarters do not count."""
    return f"Vor dem {first.label} fehlt ein Quartal; was davor liegt, zählt nicht mit."


def few_flows(quarters: int) -> str:
    """In- and outflow rest on less than they could."""
    told = "einem Quartal" if quarters == 1 else f"{number(quarters)} Quartalen"
    return f"Zu- und Abgänge sind nur aus {told} verwendbar."


def sentence(name: str, start: MonthAhead, rows: Sequence[MonthAhead], lasts: Lasts, today: date) -> str:
    """„Die Plätze in Vechelde reichen voraussichtlich bis März 2027 (zwischen Januar und Juni 2027).“"""
    places = f"Die Plätze {located(name)}"
    earliest, middle, latest = lasts
    first, last = rows[0].month, rows[-1].month
    if start.free.middle < 0:
        lacking = number(-start.free.middle)
        now = f"{places} reichen schon am {german_day(start.month.last)} nicht: Es fehlen {lacking}."
        return now if middle == first else f"{now} {_afterwards(middle)}"
    if middle is None:
        enough = f"{places} reichen {_horizon(last, today)} voraussichtlich aus"
        if earliest is None:
            return f"{enough}."
        if earliest == first:
            return f"{enough}; es kann aber sein, dass sie schon im {earliest.label} nicht mehr reichen."
        return f"{enough}; es kann aber sein, dass sie nur bis {earliest.previous().label} reichen."
    until = "nicht einmal bis" if middle == first else "bis"
    month = first if middle == first else middle.previous()
    return f"{places} reichen voraussichtlich {until} {month.label}{_range(earliest, middle, latest, last)}."


def _afterwards(middle: Period | None) -> str:
    if middle is None:
        return "In den Monaten danach reichen sie voraussichtlich wieder aus."
    return f"Sie reichen danach wieder und ab {middle.label} voraussichtlich nicht mehr."


def _horizon(last: Period, today: date) -> str:
    """The twelve months are the next ones only where they have not half passed already."""
    left = (last.last.year - today.year) * 12 + last.last.month - today.month
    return "in den nächsten zwölf Monaten" if left >= 9 else f"bis {last.label}"


def _range(earliest: Period | None, middle: Period, latest: Period | None, last: Period) -> str:
    low = (earliest or middle).previous()
    if latest is None:
        least = "" if low == middle.previous() else f"mindestens bis {low.label}, "
        return f" ({least}vielleicht auch über {last.label} hinaus)"
    high = latest.previous()
    if low == high:
        return ""
    begin = low.label.rsplit(" ", 1)[0] if low.last.year == high.last.year else low.label
    return f" (zwischen {begin} und {high.label})"
