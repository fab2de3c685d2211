"""Resolutions as marks in a course."""

from collections.abc import Sequence

from dashboard.exhibits.charts import Mark
from dashboard.formats import number
from dashboard.meetings.resolution_queries import ResolutionMark
from dashboard.periods import Frequency, Period

MOST_MARKS, MOST_NAMED = 8, 2
"""Marks in a chart, and resolutions named by one of them: more could not be read."""


def drawn(marks: Sequence[ResolutionMark], frequency: Frequency) -> tuple[Mark, ...]:
    """Before the period each fell in; one mark for those of the same period.

    Of many only the newest periods: all of them stand in a table or list beside the chart.
    """
    found: dict[Period, list[str]] = {}
    for one in marks:
        found.setdefault(Period.containing(one.day, frequency), []).append(one.brief)
    newest = sorted(found, key=lambda period: period.first)[-MOST_MARKS:]
    return tuple(Mark(period.code, _together(found[period])) for period in newest)


def _together(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" und {number(more)} weitere" if more > 0 else "")
