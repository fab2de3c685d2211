"""What a goal or a measure must fulfil before it is kept; every refusal is a German sentence."""

import math
from dataclasses import replace
from datetime import date

import pandas as pd

from dashboard.alliances.forms import GoalForm, MeasureForm, PartnerForm
from dashboard.alliances.kinds import GoalKind, Path, State
from dashboard.alliances.plan import in_order, month
from dashboard.catalogue import Catalogue, Indicator
from dashboard.catalogue.entries import AREA
from dashboard.errors import UserError
from dashboard.formats import day as german_day
from dashboard.formats import number
from dashboard.geography.kinds import Level
from dashboard.periods import Frequency, Period
from dashboard.store import kept

FREQUENCIES = {
    Frequency.MONTH: "je Monat", Frequency.QUARTER: "je Quartal", Frequency.HALF: "je Halbjahr",
    Frequency.YEAR: "je Jahr",
}  # fmt: skip
LARGEST_NUMBER = 2_000_000_000
LARGEST_MONEY = 10**14


class GoalInvalid(UserError):
    """A goal that makes no sense; the sentence says why."""


class MeasureInvalid(UserError):
    """A measure that makes no sense; the sentence says why."""


class PartnerInvalid(UserError):
    """A partnership that makes no sense; the sentence says why."""


class AllianceInvalid(UserError):
    """An alliance that makes no sense; the sentence says why."""


class ConfirmationNeeded(UserError):
    """Nothing is wrong, but probably not meant: the same command with ``confirmed`` goes through."""


def checked_goal(
    wish: GoalForm, catalogue: Catalogue, places: pd.DataFrame, district: str, *, before: GoalForm | None = None
) -> GoalForm:
    """The goal as it is kept, without what its kind does not use; raises GoalInvalid.

    An indicator retired since may stay where it was ``before``: the goal's text must go on being editable.
    """
    wish = replace(
        wish,
        text=kept.long_text(wish.text, "Ziel", required=True),
        areas=tuple(sorted(set(wish.areas))) or (district,),
        judgement=kept.long_text(wish.judgement, "Einschätzung"),
    )
    known = set(places["area"])
    for area in wish.areas:
        if area not in known:
            raise GoalInvalid(f"„{area}“ ist kein Ort des Landkreises.")
    if wish.kind is not GoalKind.INDICATOR:
        wish = replace(
            wish, indicator=None, baseline_value=None, baseline_period=None, target_value=None, path=Path.LINEAR,
            points=(),
        )  # fmt: skip
    if wish.kind is not GoalKind.JUDGEMENT:
        wish = replace(wish, judgement="", judged_on=None, judged_state=None)
    if wish.kind is GoalKind.INDICATOR:
        stays = before is not None and before.indicator == wish.indicator
        return _checked_indicator(wish, catalogue, places, stays=stays)
    if wish.kind is GoalKind.JUDGEMENT:
        _check_judgement(wish)
    return wish


def against_direction(wish: GoalForm, catalogue: Catalogue) -> str:
    """The question to be confirmed where the target is on the wrong side of the catalogue's direction; else empty."""
    if wish.indicator is None or wish.baseline_value is None or wish.target_value is None:
        return ""
    indicator = catalogue.indicators[wish.indicator]
    falls = wish.target_value < wish.baseline_value
    rises = wish.target_value > wish.baseline_value
    if not (indicator.direction == "up" and falls) and not (indicator.direction == "down" and rises):
        return ""
    better = "mehr" if indicator.direction == "up" else "weniger"
    start, goal = (number(value, indicator.decimals) for value in (wish.baseline_value, wish.target_value))
    return (
        f"Bei „{indicator.title}“ gilt im Katalog {better} als besser; das Ziel führt von {start} zu {goal}, also in "
        "die andere Richtung. Wenn das so vereinbart ist, bitte bestätigen."
    )


def checked_measure(wish: MeasureForm) -> MeasureForm:
    """The measure as it is kept; raises MeasureInvalid."""
    wish = replace(
        wish,
        text=kept.long_text(wish.text, "Maßnahme", required=True),
        funding=kept.line(wish.funding, "Finanzierung"),
        goals=tuple(sorted(set(wish.goals))),
    )
    if is_reversed(wish.begins, wish.ends):
        raise MeasureInvalid(f"Die Maßnahme endet ({_day(wish.ends)}), bevor sie beginnt ({_day(wish.begins)}).")
    for name in ("budget_planned", "budget_spent", "places", "participants"):
        value = getattr(wish, name)
        largest = LARGEST_MONEY if name.startswith("budget") else LARGEST_NUMBER
        if value is not None and not 0 <= value <= largest:
            raise MeasureInvalid(f"„{wish.LABELS[name]}“ muss zwischen 0 und {number(largest)} liegen.")
    return wish


def checked_partner(wish: PartnerForm) -> PartnerForm:
    """The partnership as it is kept; raises PartnerInvalid."""
    if is_reversed(wish.since, wish.until):
        raise PartnerInvalid(f"Die Partnerschaft endet ({_day(wish.until)}), bevor sie beginnt ({_day(wish.since)}).")
    return replace(wish, role=kept.line(wish.role, "Rolle"))


def at_the_same_time(one: PartnerForm, other: PartnerForm) -> bool:
    """Whether two partnerships have a day in common; an open end is open."""
    first, second = sorted((p.since or date.min, p.until or date.max) for p in (one, other))
    return second[0] <= first[1]


def is_reversed(first: date | None, last: date | None) -> bool:
    """Whether something ends before it begins."""
    return first is not None and last is not None and last < first


def _checked_indicator(wish: GoalForm, catalogue: Catalogue, places: pd.DataFrame, *, stays: bool) -> GoalForm:
    indicator = _indicator(wish, catalogue, stays=stays)
    if len(wish.areas) != 1:
        raise GoalInvalid("Ein Ziel an einer Kennzahl gilt für genau einen Ort; für mehrere bitte je Ort ein Ziel.")
    _check_level(indicator, wish.areas[0], places)
    for name in ("baseline_value", "baseline_period", "target_value", "due_period"):
        if getattr(wish, name) is None:
            raise GoalInvalid(f"Bitte „{wish.LABELS[name]}“ angeben.")
    for name in ("baseline_value", "target_value"):
        if not math.isfinite(getattr(wish, name)):
            raise GoalInvalid(f"„{wish.LABELS[name]}“ muss eine Zahl sein.")
    _check_periods(wish, indicator)
    return replace(wish, points=_checked_points(wish))


def _indicator(wish: GoalForm, catalogue: Catalogue, *, stays: bool) -> Indicator:
    indicator = catalogue.indicators.get(wish.indicator or "")
    if indicator is None:
        raise GoalInvalid(f"Die Kennzahl „{wish.indicator or ''}“ gibt es nicht.")
    if not (indicator.allows("sentence") and indicator.allows("change")):
        raise GoalInvalid(
            f"„{indicator.title}“ kann kein Ziel sein: Der Katalog schließt Aussagen über die Veränderung dieser "
            "Kennzahl aus."
        )
    if not indicator.enabled and not stays:
        raise GoalInvalid(f"„{indicator.title}“ ist abgeschaltet oder zurückgezogen und kann kein Ziel sein.")
    return indicator


def _check_level(indicator: Indicator, area: str, places: pd.DataFrame) -> None:
    row = places.loc[places["area"] == area].iloc[0]
    added = AREA in indicator.sum_over and row["level"] in (Level.DISTRICT, Level.ASSOCIATION)
    if row["level"] not in indicator.levels and not added:
        raise GoalInvalid(f"„{indicator.title}“ wird für {row['name']} nicht erhoben; dort ist es kein Ziel.")


def _check_periods(wish: GoalForm, indicator: Indicator) -> None:
    start, due = wish.baseline_period, wish.due_period
    assert start is not None and due is not None  # noqa: PT018 - checked before
    if start.frequency is not indicator.frequency:
        raise GoalInvalid(
            f"„{indicator.title}“ wird {FREQUENCIES.get(indicator.frequency, 'anders')} erhoben; „{start.label}“ kann "
            "nicht der Ausgangszeitraum sein."
        )
    if month(due) <= month(start):
        raise GoalInvalid(f"Der Zielzeitraum ({due.label}) muss nach dem Ausgangszeitraum ({start.label}) enden.")


def _checked_points(wish: GoalForm) -> tuple[tuple[Period, float], ...]:
    start, due = wish.baseline_period, wish.due_period
    assert start is not None and due is not None  # noqa: PT018 - checked before
    if wish.path is Path.LINEAR:
        return ()
    if wish.path is Path.POINTS and not wish.points:
        raise GoalInvalid("Bitte die Zwischenpunkte des Weges angeben.")
    if wish.points and wish.baseline_value == wish.target_value:
        raise GoalInvalid("Wo ein Wert zu halten ist, gibt es keine Zwischenpunkte.")
    for period, value in wish.points:
        if not month(start) < month(period) < month(due):
            raise GoalInvalid(
                f"Der Zwischenpunkt {period.label} liegt nicht zwischen Ausgangs- und Zielzeitraum ({start.label} bis "
                f"{due.label})."
            )
        if not math.isfinite(value):
            raise GoalInvalid(f"Der Zwischenpunkt {period.label} muss eine Zahl sein.")
    ordered = tuple(sorted(wish.points, key=lambda point: month(point[0])))
    if not in_order(ordered):
        raise GoalInvalid("Zwei Zwischenpunkte stehen für dieselbe Zeit.")
    return ordered


def _check_judgement(wish: GoalForm) -> None:
    if wish.judged_state is State.UNKNOWN:
        raise GoalInvalid("„Kein Stand“ wird nicht eingeschätzt: Lassen Sie die Einschätzung dann leer.")
    if bool(wish.judgement) != (wish.judged_on is not None) or (wish.judged_state and not wish.judgement):
        raise GoalInvalid("Zu einer Einschätzung gehören Worte und der Tag; bitte beides angeben.")


def _day(value: date | None) -> str:
    return german_day(value) if value is not None else "offen"
