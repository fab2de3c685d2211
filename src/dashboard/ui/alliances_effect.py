"""What the linked indicators were before a measure and after: said plainly, without the claim of a cause."""

from collections.abc import Sequence

from dashboard.alliances.forms import MeasureForm
from dashboard.alliances.plan import Point
from dashboard.catalogue import Catalogue, Indicator
from dashboard.catalogue.entries import Break
from dashboard.exhibits.charts import Mark
from dashboard.formats import join, number
from dashboard.periods import Period
from dashboard.ui.alliances_reads import Goal

NO_PROOF = (
    "Vorher und nachher im Vergleich beweisen keine Ursache: Ein Wert kann sich auch aus anderen Gründen als wegen der "
    "Maßnahme geändert haben."
)
LONGEST_MARK = 32


def before_and_after(form: MeasureForm, goal: Goal, catalogue: Catalogue) -> str:
    """The goal's indicator at the last value before the measure and at the first after it; while it runs, the newest.

    Only values of whole periods: the period in which the measure began or ended is neither before nor after. Empty
    where there is nothing to compare.
    """
    agreed = goal.followed.goal.form
    indicator = catalogue.indicators.get(agreed.indicator or "")
    if indicator is None or form.begins is None:
        return ""
    course = [one for one in goal.course if one.period.frequency is indicator.frequency and one.is_there]
    earlier = [one for one in course if one.period.last < form.begins]
    since = [one for one in course if one.period.first >= form.begins]
    ended = [one for one in since if form.ends is not None and one.period.first > form.ends]
    if not earlier or not since:
        lacking = "vor dem Beginn" if not earlier else "seit dem Beginn"
        return f"{indicator.title}: {lacking} liegt kein Wert eines ganzen Zeitraums vor."
    before, after = earlier[-1], ended[0] if ended else since[-1]
    return compared(before, after, indicator, catalogue.breaks_of(indicator.code, agreed.areas[0]))


def compared(before: Point, after: Point, indicator: Indicator, breaks: Sequence[Break]) -> str:
    """Two values of an indicator in one sentence, and why they may not be compared; ``breaks``: those of its place."""
    broken = [one.title for one in breaks if one.separates(before.period.last, after.period.last)]
    said = f"{indicator.title}: vorher {_value(before, indicator)}, nachher {_value(after, indicator)}."
    if broken:
        said += f" Dazwischen liegt ein Bruch ({join(broken)}): Die Werte sind nicht vergleichbar."
    elif before.missing != after.missing:
        said += " Es fehlen nicht dieselben Orte: Die Werte sind nicht vergleichbar."
    return said


def marks(forms: list[MeasureForm], indicator: Indicator) -> tuple[Mark, ...]:
    """Begin and end of measures, to be marked in the course of an indicator."""
    found = []
    for form in forms:
        days = {"Beginn": form.begins, "Ende": form.ends}
        at = {word: Period.containing(day, indicator.frequency) for word, day in days.items() if day is not None}
        if len(set(at.values())) < len(at):
            at = {"Maßnahme": at["Beginn"]}
        found += [Mark(period.code, f"{word}: {_short(form.text)}") for word, period in at.items()]
    return tuple(found)


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST_MARK else f"{words[: LONGEST_MARK - 1].rstrip()}…"


def _value(point: Point, indicator: Indicator) -> str:
    if point.value is None:
        shown = "zurückgehalten" if point.withheld else f"keine Zahl ({point.sign})"
    else:
        least = "mindestens " if point.missing and indicator.kind == "value" else ""
        shown = f"{least}{number(point.value, indicator.decimals)} {indicator.unit}"
    return f"{shown} ({point.period.label})"
