"""One goal: its state with the sentence it rests on, the way in a small bar, its steps, and its course on demand."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from html import escape

import streamlit as st

from dashboard.alliances import goals as commands
from dashboard.alliances import tracing
from dashboard.alliances.entries import GoalEntry, NoteEntry, StepEntry
from dashboard.alliances.forms import MeasureForm
from dashboard.alliances.kinds import GoalKind
from dashboard.alliances.rows import title
from dashboard.alliances.standing import Standing
from dashboard.exhibits import monitoring_course
from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.monitoring_series import observed
from dashboard.formats import day, join
from dashboard.meetings.kinds import LinkKind
from dashboard.ui import (
    actions,
    alliances_effect,
    alliances_marks,
    alliances_notes,
    alliances_reads,
    history_of,
    links,
    monitored,
    quarters,
    reads,
    resolutions_effect,
    resolved,
    shown,
    tasks_reads,
)
from dashboard.ui.alliances_reads import Goal
from dashboard.ui.monitored import Choice
from dashboard.ui.show import escaped, show
from dashboard.ui.shown import Shown
from dashboard.ui.visit import Here

LONGEST_HEADING = 200


def panel(here: Here, goal: Goal, served_by: list[MeasureForm], notes: Sequence[NoteEntry] = ()) -> None:
    """The goal with all it rests on; ``served_by``: the measures taken for it."""
    entry, standing = goal.followed.goal, goal.followed.standing
    form, progress = entry.form, standing.progress
    expected = progress.expected if progress is not None else None
    heading = form.text if len(form.text) <= LONGEST_HEADING else title(form.text)
    with st.container(border=True):
        st.html(f'<h3 style="{alliances_marks.HEADING}">{alliances_marks.mark(standing.state)} {escape(heading)}</h3>')
        if heading != form.text:
            st.markdown(escaped(form.text).replace("\n", "  \n"))
        st.markdown(escaped(f"{standing.sentence} {standing.outlook}".strip()))
        if form.judgement:
            st.markdown(escaped(form.judgement).replace("\n", "  \n"))
        if standing.share is not None:
            st.html(alliances_marks.bar(standing.share, expected, _bound(standing)))
        if goal.before:
            st.caption(escaped(f"Einen Wert vorher – {goal.before}"))
        st.caption(escaped(_basis(here, goal)))
        served = next((one for one in alliances_reads.recommendations(here) if one.id == form.recommendation), None)
        if served is not None:
            st.caption(escaped(f"Empfehlung: {title(served.form.text)}"))
        _steps(here, entry)
        if form.kind is GoalKind.INDICATOR and form.indicator in known(here):
            _course_on_demand(here, goal, served_by)
        resolved.panel(here, LinkKind.GOAL, goal.id)
        alliances_notes.panel(here, goal.id, form.alliance, notes)
        _ways(here, entry)


def _ways(here: Here, entry: GoalEntry) -> None:
    """To the goal's indicator in the monitoring, and to its history."""
    code = entry.form.indicator
    with st.container(horizontal=True, vertical_alignment="center"):
        if code is not None and code in known(here):
            title_ = reads.catalogue().indicators[code].short
            st.page_link(
                "monitoring.py", label=escaped(f"„{title_}“ im Monitoring"), icon=":material/monitoring:",
                query_params=links.to_indicator(here, code, entry.form.areas[0]),
            )  # fmt: skip
        words = partial(tracing.words, catalogue=reads.catalogue())
        history_of.panel(here, f"ziel-{entry.id}", tracing.of_goal(entry), words)


def _bound(standing: Standing) -> str:
    """What the share of the way is of a sum that lacks places: what is missing can only raise the sum."""
    plan, progress = standing.plan, standing.progress
    if plan is None or progress is None or not (progress.at_least and plan.sums):
        return ""
    return "höchstens" if plan.target < plan.baseline else "mindestens"


def known(here: Here) -> list[str]:
    """The indicators that can be shown."""
    return [one.code for one in reads.catalogue().enabled()]


def place_names(here: Here) -> dict[str, str]:
    """Area and name of all places in official order."""
    named = reads.places(here)
    return dict(zip(named["area"], named["name"], strict=True))


def _basis(here: Here, goal: Goal) -> str:
    """Where, until when, and which figure and upload the state rests on."""
    form, progress = goal.followed.goal.form, goal.followed.standing.progress
    names = place_names(here)
    parts = [join([names.get(area, area) for area in form.areas])]
    if form.due_period is not None:
        parts.append(f"Zielzeitraum: {form.due_period.label}")
    if form.kind is not GoalKind.INDICATOR:
        return " · ".join([*parts, f"Gemessen an: {form.kind.label}"])
    indicator = reads.catalogue().indicators.get(form.indicator or "")
    parts.append(f"Kennzahl: {indicator.title if indicator else form.indicator}")
    parts.append(f"Weg: {form.path.label}")
    point = progress.point if progress is not None else None
    if point is not None:
        parts.append(f"Stand: {point.period.label}{_uploads(here, point.uploads)}")
    return " · ".join(parts)


def _uploads(here: Here, numbers: tuple[int, ...]) -> str:
    if not here.internal or not numbers:
        return ""
    named = {}
    if here.may_edit:
        rows = reads.uploads(here).to_dict("records")
        named = {row["id"]: f"„{row['file_name']}“ vom {day(row['at'])}" for row in rows if row["id"] in numbers}
    return f" aus {join([named.get(one, f'Lieferung Nr. {one}') for one in numbers])}"


def _course_on_demand(here: Here, goal: Goal, measures: list[MeasureForm]) -> None:
    panel = st.expander(
        "Verlauf mit Ziellinie", icon=":material/monitoring:", key=f"ziel-verlauf-{goal.id}", on_change="rerun"
    )
    if panel.open:
        with panel:
            show(course(here, goal, measures))


def course(here: Here, goal: Goal, measures: list[MeasureForm]) -> Shown:
    """The course of the goal's indicator at its place: the agreed value as a line, measures and resolutions marked."""
    form = goal.followed.goal.form
    assert form.indicator is not None and form.due_period is not None  # noqa: PT018 - checked when entered
    code, area = form.indicator, form.areas[0]
    indicator = reads.catalogue().indicators[code]
    agreed = resolutions_effect.drawn(tasks_reads.marks(here, code), indicator.frequency)
    marked = (*alliances_effect.marks(measures, indicator), *agreed)

    def build() -> Exhibit:
        seen = monitored.opened(here, Choice(code))
        if area != reads.district(here).area:
            catalogue, values = reads.catalogue(), monitored.frame(here, code)
            own = values[values["area"] == area]
            seen = observed(own, catalogue.indicators[code], catalogue.breaks_of(code))
        exhibit = monitoring_course.course(seen, goal=goal.line, marks=marked)
        return replace(exhibit, key=f"{exhibit.key}-ziel-{goal.id}")

    choice = repr((goal.id, area, form.target_value, marked))
    return shown.kept(here, "goal-course", form.due_period, choice, code)(build)


def _steps(here: Here, entry: GoalEntry) -> None:
    today = quarters.today()
    for step in entry.steps:
        words = f"{step.text}{_when(step, today)}"
        if here.may_edit:
            # The key has the version: what somebody else ticked meanwhile is what the box shows.
            st.checkbox(
                escaped(words), value=step.done_on is not None, key=f"schritt:{step.id}:{step.version}",
                on_change=_tick, args=(step.id, step.version),
            )  # fmt: skip
        else:
            st.markdown(escaped(f"{'✓' if step.done_on is not None else '○'} {words}"))


def _when(step: StepEntry, today: date) -> str:
    if step.done_on is not None:
        return f" – erledigt am {day(step.done_on)}"
    if step.due_on is None:
        return ""
    return f" – {'überfällig seit' if step.due_on < today else 'fällig am'} {day(step.due_on)}"


def _tick(step: int, version: int) -> None:
    done = quarters.today() if st.session_state.get(f"schritt:{step}:{version}") else None
    actions.act(lambda work: commands.tick_step(work, step, done))
