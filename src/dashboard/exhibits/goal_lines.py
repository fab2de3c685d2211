"""What was agreed, as the level line of a chart."""

from collections.abc import Iterable

from dashboard.alliances.forms import GoalForm
from dashboard.exhibits.charts import Goal as Line


def line_of(form: GoalForm) -> Line | None:
    """The line of a goal; None where no value was agreed."""
    if form.target_value is None or form.due_period is None:
        return None
    return Line(form.target_value, f"Ziel {form.due_period.label}", form.due_period)


def district_line(goals: Iterable[GoalForm], code: str, district: str) -> Line | None:
    """The line of the district's goal measured at an indicator: of several, the next due."""
    lines = {form.due_period: line_of(form) for form in goals if form.indicator == code and form.areas == (district,)}
    return lines[min(due for due in lines if due is not None)] if any(lines) else None
