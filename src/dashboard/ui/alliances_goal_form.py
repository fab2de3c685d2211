"""Entering and changing goals and their steps: measured at an indicator, at steps or by a judgement."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard.alliances import goals as commands
from dashboard.alliances.checks import GoalInvalid
from dashboard.alliances.forms import GoalForm, StepForm
from dashboard.alliances.kinds import GoalKind, Path, State
from dashboard.alliances.models import Goal, GoalStep
from dashboard.alliances.plan import Point
from dashboard.alliances.rows import title
from dashboard.catalogue import Indicator
from dashboard.formats import number as german
from dashboard.periods import Frequency, Period, parse
from dashboard.store import Circle, UnitOfWork
from dashboard.ui import alliances_reads, alliances_sheet, quarters, reads
from dashboard.ui import catalogue_drafts as drafts
from dashboard.ui.alliances_goal import place_names
from dashboard.ui.alliances_reads import Agreed
from dashboard.ui.alliances_sheet import NEW, Sheet
from dashboard.ui.visit import Here

AHEAD = {Frequency.MONTH: 60, Frequency.QUARTER: 40, Frequency.HALF: 20, Frequency.YEAR: 15}
BEHIND = 12
"""Periods offered as a baseline where nothing was handed in yet."""
JUDGED = {one.value: one.label for one in State if one is not State.UNKNOWN}


def goal(here: Here, agreed: Agreed) -> None:
    """One goal or a new one."""
    known = {one.id: one.followed.goal for one in agreed.goals}
    titles = {key: title(one.form.text) for key, one in known.items()}
    chosen = alliances_sheet.entry("Eintrag", "Neues Ziel", titles, f"ziel:{agreed.alliance.id}")
    entry = known[int(chosen)] if chosen != NEW else None
    name = f"buendnis:ziel:{agreed.alliance.id}:{chosen}"
    own = reads.district(here).area
    form = entry.form if entry else GoalForm(agreed.alliance.id, "", areas=(own,), circle=agreed.alliance.form.circle)
    sheet = alliances_sheet.opened(
        name, entry.life.version if entry else 0, form,
        area=form.areas[0], areas=list(form.areas), baseline_period=_code(form.baseline_period),
        due_period=_code(form.due_period), points=points_as_text(form.points),
    )  # fmt: skip
    sheet.long("text")
    with st.container(horizontal=True):
        sheet.choice("kind", {one.value: one.label for one in GoalKind}, follows=True)
        sheet.circle()
        recommendations = {one.id: title(one.form.text) for one in alliances_reads.recommendations(here)}
        if recommendations:
            sheet.choice("recommendation", recommendations, none="keine")
    match GoalKind(sheet.value("kind")):
        case GoalKind.INDICATOR:
            _by_indicator(here, sheet)
        case kind:
            _by_hand(here, sheet, kind)
    number = entry.id if entry is not None else None
    label = "Ziel vereinbaren" if number is None else "Ziel speichern"
    sheet.save(label, _save_goal, name, number, agreed.alliance.id)
    if number is not None:
        alliances_sheet.ending(name, Goal, number)


def points_as_text(points: Sequence[tuple[Period, float]]) -> str:
    """One agreed point per line, as it is typed."""
    return "\n".join(f"{period.label}: {value:g}".replace(".0", "") for period, value in points)


def points_of_text(text: str) -> tuple[tuple[Period, float], ...]:
    """The agreed points; raises GoalInvalid naming the line, and PeriodInvalid."""
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        period, _, value = line.rpartition(":")
        try:
            amount = float(value.strip().replace(".", "").replace(",", "."))
        except ValueError:
            raise GoalInvalid(
                f"„{line}“ ist kein Zwischenpunkt. Bitte je Zeile „Zeitraum: Wert“, zum Beispiel „4. Quartal 2026: 45“."
            ) from None
        found.append((parse(period), amount))
    return tuple(found)


def _by_indicator(here: Here, sheet: Sheet) -> None:
    indicators = {one.code: one.title for one in reads.catalogue().enabled()}
    with st.container(horizontal=True):
        sheet.choice("indicator", indicators, none="Kennzahl wählen", follows=True)
        sheet.choice("area", place_names(here), label="Ort", follows=True)
    indicator = reads.catalogue().indicators.get(sheet.value("indicator") or "")
    if indicator is None:
        st.caption("Wählen Sie die Kennzahl; Ausgangswert, Zielwert und Zielzeitraum kommen dann dazu.")
        return
    stated = [one for one in alliances_reads.points(here, indicator.code, sheet.value("area")) if one.value is not None]
    _take_current(sheet, indicator, stated)
    with st.container(horizontal=True):
        sheet.number("baseline_value", indicator.decimals, _with_unit("Ausgangswert", indicator))
        sheet.choice("baseline_period", _behind(indicator.frequency, stated), none="Zeitraum wählen")
        sheet.number("target_value", indicator.decimals, _with_unit("Zielwert", indicator))
        sheet.choice("due_period", _ahead(indicator.frequency), none="Zeitraum wählen")
        sheet.choice("path", {one.value: one.label for one in Path}, follows=True)
    if sheet.value("path") != Path.LINEAR:
        sheet.long(
            "points", placeholder="4. Quartal 2026: 45", help="Eine Zeile je Punkt: Zeitraum, Doppelpunkt, Wert."
        )


def _take_current(sheet: Sheet, indicator: Indicator, stated: Sequence[Point]) -> None:
    newest = next((one for one in reversed(stated) if one.period.frequency is indicator.frequency), None)
    if newest is None or newest.value is None:
        st.caption("Für diesen Ort liegt noch kein Wert vor; der Ausgangswert lässt sich eintippen.")
        return
    words = f"{german(newest.value, indicator.decimals)} {indicator.unit}, {newest.period.label}"
    st.button(
        f"Aktuellen Wert als Ausgangswert übernehmen ({words})", icon=":material/input:", on_click=_baseline,
        args=(sheet.prefix, float(newest.value), newest.period.code), key=f"{sheet.name}:ausgang",
    )  # fmt: skip


def _baseline(prefix: str, value: float, period: str) -> None:
    st.session_state[f"{prefix}baseline_value"] = value
    st.session_state[f"{prefix}baseline_period"] = period


def _by_hand(here: Here, sheet: Sheet, kind: GoalKind) -> None:
    with st.container(horizontal=True):
        sheet.several("areas", place_names(here), none="ganzer Landkreis")
        sheet.choice("due_period", _ahead(Frequency.QUARTER), none="offen")
    if kind is GoalKind.STEPS:
        st.caption("Die Schritte tragen Sie unter „Schritt“ ein, sobald das Ziel angelegt ist; abgehakt wird oben.")
        return
    sheet.long("judgement")
    with st.container(horizontal=True):
        sheet.day("judged_on")
        sheet.choice("judged_state", JUDGED, none="keiner")


def _save_goal(name: str, number: int | None, alliance: int) -> None:
    value, seen = alliances_sheet.typed(name), drafts.seen(name)
    confirmed = bool(value("bestaetigt"))

    def command(work: UnitOfWork) -> str:
        wish, catalogue = _wish(value, alliance), reads.catalogue()
        if number is not None:
            return commands.change_goal(work, catalogue, number, wish, seen=seen, confirmed=confirmed)
        commands.add_goal(work, catalogue, wish, confirmed=confirmed)
        return f"Das Ziel „{title(wish.text)}“ ist vereinbart."

    alliances_sheet.attempt(name, command)


def _wish(value: Callable[..., Any], alliance: int) -> GoalForm:
    kind, judged = GoalKind(value("kind", GoalKind.INDICATOR)), value("judged_state")
    by_indicator = kind is GoalKind.INDICATOR
    return GoalForm(
        alliance=alliance,
        text=value("text", ""),
        kind=kind,
        areas=(value("area"),) if by_indicator else tuple(value("areas", ())),
        recommendation=value("recommendation"),
        indicator=value("indicator"),
        baseline_value=value("baseline_value"),
        baseline_period=_period(value("baseline_period")),
        target_value=value("target_value"),
        due_period=_period(value("due_period")),
        path=Path(value("path", Path.LINEAR)),
        points=points_of_text(value("points", "")) if by_indicator else (),
        judgement=value("judgement", ""),
        judged_on=value("judged_on"),
        judged_state=State(judged) if judged else None,
        circle=Circle(value("circle", Circle.COORDINATION)),
    )


def step(agreed: Agreed) -> None:
    """One step of a goal kept by steps, or a new one."""
    by_steps = {one.id: one.followed.goal for one in agreed.goals if one.followed.goal.form.kind is GoalKind.STEPS}
    if not by_steps:
        st.caption("Schritte gehören zu einem Ziel, das an Schritten gemessen wird. Legen Sie unter „Ziel“ eines an.")
        return
    steps = {step.id: (goal, step) for goal, entry in by_steps.items() for step in entry.steps}
    titles = {key: title(one.text) for key, (_, one) in steps.items()}
    chosen = alliances_sheet.entry("Eintrag", "Neuer Schritt", titles, f"schritt:{agreed.alliance.id}")
    goal_of, entry = steps[int(chosen)] if chosen != NEW else (next(iter(by_steps)), None)
    name = f"buendnis:schritt:{agreed.alliance.id}:{chosen}"
    position = entry.position if entry else 1 + max((one.position for _, one in steps.values()), default=0)
    form = StepForm(goal_of, entry.text if entry else "", position, entry.due_on if entry else None)
    sheet = alliances_sheet.opened(name, entry.version if entry else 0, form, position=float(form.position))
    if entry is None:
        sheet.choice("goal", {key: title(one.form.text) for key, one in by_steps.items()})
    sheet.long("text")
    with st.container(horizontal=True):
        sheet.number("position")
        sheet.day("due_on")
    number = entry.id if entry is not None else None
    sheet.save("Schritt anlegen" if number is None else "Schritt speichern", _save_step, name, number, goal_of)
    if number is not None:
        alliances_sheet.ending(name, GoalStep, number)


def _save_step(name: str, number: int | None, goal: int) -> None:
    value, seen = alliances_sheet.typed(name), drafts.seen(name)
    wish = StepForm(value("goal", goal), value("text", ""), int(value("position", 0)), value("due_on"))

    def command(work: UnitOfWork) -> str:
        if number is not None:
            return commands.change_step(work, number, wish, seen=seen)
        commands.add_step(work, wish)
        return "Der Schritt ist eingetragen."

    alliances_sheet.attempt(name, command)


def _behind(frequency: Frequency, stated: Sequence[Point]) -> Mapping[str, str]:
    found = {one.period for one in stated if one.period.frequency is frequency}
    period = Period.containing(quarters.today(), frequency)
    for _ in range(BEHIND):
        found.add(period)
        period = period.previous()
    return {one.code: one.label for one in sorted(found, reverse=True)}


def _ahead(frequency: Frequency) -> Mapping[str, str]:
    found = [Period.containing(quarters.today(), frequency)]
    while len(found) < AHEAD[frequency]:
        found.append(found[-1].next())
    if frequency is not Frequency.YEAR:
        found += [Period.of(str(year)) for year in range(found[0].first.year, found[-1].last.year + 1)]
    return {one.code: one.label for one in found}


def _with_unit(label: str, indicator: Indicator) -> str:
    return f"{label} ({indicator.unit})"


def _code(period: Period | None) -> str | None:
    return period.code if period is not None else None


def _period(code: str | None) -> Period | None:
    return Period.of(code) if code else None
