"""The overview's exhibits over all fields: what stands where, what changed most, what needs attention; each a link."""

from datetime import date

import streamlit as st

from dashboard.exhibits import monitoring_attention, monitoring_changes, monitoring_overview
from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.monitoring_attention import Matter
from dashboard.exhibits.monitoring_selection import Opened
from dashboard.exhibits.monitoring_targets import MONITORING, Target, targets
from dashboard.intake.deliveries import Delivery, Status
from dashboard.periods import Period
from dashboard.ui import links, monitored, quarters, reads, show, shown
from dashboard.ui.monitored import Choice
from dashboard.ui.shown import Shown
from dashboard.ui.visit import Here

MOST_LINKS = 12
"""Links below an exhibit; more stand in its table."""
INTAKE = "intake"


def fields(here: Here, period: Period) -> Shown:
    """The five fields side by side."""
    build = lambda: monitoring_overview.fields(reads.catalogue(), _opened(here), period)  # noqa: E731
    return shown.kept(here, "overview-fields", period)(build)


def changes(here: Here, period: Period) -> Shown:
    """What changed most since the period before."""
    build = lambda: monitoring_changes.changes(reads.catalogue(), _opened(here), period)  # noqa: E731
    return shown.kept(here, "overview-changes", period)(build)


def attention(here: Here, period: Period) -> Shown:
    """What needs attention; who is late only inside the office."""
    today = quarters.today()

    def build() -> Exhibit:
        late = _late(here, period, today) if here.internal else ()
        return monitoring_attention.attention(reads.catalogue(), _opened(here), period, late=late)

    choice = f"{today} {here.version('settings')}" if here.internal else ""
    return shown.kept(here, "overview-attention", period, choice)(build)


def listed(here: Here, ready: Shown) -> None:
    """An exhibit of rows as links, with its table one click away."""
    show.listed(ready, lambda: _links(here, ready))


def _links(here: Here, ready: Shown) -> None:
    rows = ready.exhibit.data.to_dict("records")
    found = list(zip(rows, targets(ready.exhibit), strict=True))[:MOST_LINKS]
    if not found:
        return
    with st.container(horizontal=True, key=f"wege-{ready.exhibit.key}"):
        for row, target in found:
            words = [str(row[name]) for name in ("label", "what", "where") if row.get(name)]
            st.page_link(
                f"{target.page}.py", label=show.escaped(": ".join(words[:2])), icon=":material/arrow_forward:",
                query_params=_address(here, target),
            )  # fmt: skip


def _address(here: Here, target: Target) -> dict[str, str]:
    """What the address of a target says; quarter and circle stand in the sidebar and stay by themselves."""
    if target.page != MONITORING or not target.indicator:
        return {}
    return links.to_indicator(here, target.indicator, target.area)


def _opened(here: Here) -> Opened:
    return {one.code: monitored.opened(here, Choice(one.code)) for one in reads.catalogue().enabled()}


def _late(here: Here, period: Period, today: date) -> tuple[Matter, ...]:
    if not reads.expected(here):
        return ()
    quarter = reads.quarter_deliveries(here, period, today)
    names = dict(zip(reads.places(here)["area"], reads.places(here)["name"], strict=True))

    def matter(one: Delivery) -> Matter:
        where = names.get(one.expectation.area or "", one.expectation.supplier)
        what = f"Lieferung {quarter.titles.get(one.expectation.table, one.expectation.table)}"
        return Matter(what, where, f"{one.text}.", Target(INTAKE if here.may_edit else "overview"))

    return tuple(matter(one) for one in quarter.of(Status.MISSING, Status.LATE))
