"""The volunteers' fund and the Arbeitsgelegenheiten per place, from the monitoring's figures."""

import streamlit as st

from dashboard.exhibits import carriers, volunteer_fund
from dashboard.exhibits.volunteer_fund import FUND
from dashboard.periods import Period
from dashboard.ui import council_put, filters, monitored, reads, shown
from dashboard.ui.monitored import Choice
from dashboard.ui.show import show
from dashboard.ui.visit import Here

WORK = "arbeitsgelegenheiten"


def panel(here: Here) -> None:
    """Both exhibits, as far as this circle has figures."""
    period, enabled = filters.period(here), {one.code for one in reads.catalogue().enabled()}
    fund = period is not None and enabled.issuperset(FUND) and any(len(monitored.frame(here, one)) for one in FUND)
    work = period is not None and WORK in enabled and len(monitored.frame(here, WORK)) > 0
    if period is not None and fund:
        show(_fund(here, period))
        council_put.offer_named(here, "volunteer-fund")
    if period is not None and work:
        show(_work(here, period))
        council_put.offer_named(here, "carriers")
    if not (fund and work):
        missing = [
            name for name, there in (("zum Ehrenamtstopf", fund), ("zu Arbeitsgelegenheiten", work)) if not there
        ]
        st.info(
            f"Hier liegen noch keine Zahlen {' und '.join(missing)} vor. Sie kommen als Tabelle unter „Daten "
            "einreichen“; die Spalten stehen in der Vorlage.",
            icon=":material/info:",
        )


def _fund(here: Here, period: Period) -> shown.Shown:
    build = lambda: volunteer_fund.places({code: monitored.opened(here, Choice(code)) for code in FUND}, period)  # noqa: E731
    return shown.kept(here, "volunteer-fund", period)(build)


def _work(here: Here, period: Period) -> shown.Shown:
    known = next((one for one in reads.catalogue().vocabulary.dimensions if one.name == carriers.DIMENSION), None)
    order = tuple(member.name for member in known.members) if known is not None else ()
    build = lambda: carriers.places(monitored.opened(here, Choice(WORK)), period, order)  # noqa: E731
    return shown.kept(here, "carriers", period, "", WORK)(build)
