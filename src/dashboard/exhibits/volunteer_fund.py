"""The volunteers' fund („unbürokratischer Topf“) per place: budget, paid out, the share of it, and requests."""

from collections.abc import Mapping

import pandas as pd

from dashboard import formats
from dashboard.exhibits import monitoring_notes as beside
from dashboard.exhibits import wording
from dashboard.exhibits.charts import Bars
from dashboard.exhibits.exhibit import Column, Exhibit
from dashboard.exhibits.monitoring_places import at_once, newest
from dashboard.exhibits.monitoring_series import Observed
from dashboard.exhibits.monitoring_words import labels
from dashboard.exhibits.readings import Area
from dashboard.periods import Period

BUDGET, PAID, SHARE, REQUESTS = (
    "ehrenamtstopf_budget", "ehrenamtstopf_ausgezahlt", "ehrenamtstopf_anteil", "ehrenamtstopf_antraege"
)  # fmt: skip
FUND = (BUDGET, PAID, SHARE, REQUESTS)
LABELS = {BUDGET: "Budget", PAID: "Ausgezahlt", SHARE: "Abgerufen", REQUESTS: "Eingegangen"}
KEY, TITLE = "volunteer-fund", "Unbürokratischer Topf für Ehrenamtliche"


def places(fund: Mapping[str, Observed], until: Period) -> Exhibit:
    """All places in the newest period up to ``until`` for which budget or payments are known; ``fund``: all of FUND."""
    found = [period for code in (BUDGET, PAID) if (period := newest(fund[code], until)) is not None]
    if not found:
        reason = "Zum Topf für Ehrenamtliche liegt noch keine Angabe vor."
        return beside.refused(fund[BUDGET], "fund", TITLE, reason)
    period = max(found)
    rows = _places(fund, period)
    names = labels(rows)
    data = pd.DataFrame({"area": [place.area for place in rows], "name": names})
    for code in FUND:
        read = [fund[code].at(place, period) for place in rows]
        data[code], data[f"{code}_sign"] = [item.value for item in read], [item.sign for item in read]
    shown = {code: {place: [fund[code].at(place, period)] for place in rows} for code in FUND}
    message = wording.sentence(*_message(fund, rows, period))
    total = tuple(name for name, place in zip(names, rows, strict=True) if place == fund[PAID].history.district)
    notes = dict.fromkeys(note for code in FUND for note in beside.notes(fund[code], shown[code], [period]))
    return Exhibit(
        key=KEY,
        title=f"{TITLE}, {period.label}",
        sentence=message,
        chart=Bars("name", (BUDGET, PAID), fund[PAID].measure.unit, horizontal=True, without=total),
        data=data,
        columns=(Column("name", "Ort"), *(fund[code].measure.column(code, LABELS[code]) for code in FUND)),
        source=beside.source(fund[PAID], shown[PAID]),
        as_of=beside.as_of(fund[PAID], shown[PAID]),
        notes=tuple(notes),
        alt=f"Balken je Ort, Budget und Auszahlung: {message}",
    )


def _places(fund: Mapping[str, Observed], period: Period) -> list[Area]:
    """Places with a budget or a payment in official order, the district last."""
    known = {item.place for code in (BUDGET, PAID) for item in at_once(fund[code], period)}
    ordered = [place for place in dict.fromkeys((*fund[BUDGET].places, *fund[PAID].places)) if place in known]
    district = fund[PAID].history.district or fund[BUDGET].history.district
    return [*(place for place in ordered if place != district), *([district] if district is not None else [])]


def _message(fund: Mapping[str, Observed], rows: list[Area], period: Period) -> list[str]:
    whole = fund[PAID].area()
    paid, budget, share, requests = (fund[code].at(whole, period) for code in (PAID, BUDGET, SHARE, REQUESTS))
    when, where = wording.during(period), wording.located(whole.name)
    if not paid.known:
        parts = [f"{when} ist nicht bekannt, wie viel {where} ausgezahlt wurde"]
    else:
        said = f"{when} wurden {where} {fund[PAID].measure.at_least(paid)} ausgezahlt"
        said += f" von {fund[BUDGET].measure.at_least(budget)}" if budget.known else ""
        said += f" ({fund[SHARE].measure.text(share)})" if share.known else ""
        parts = [said]
    if requests.known:
        verb = "ist" if requests.value == 1 else "sind"
        parts.append(f"eingegangen {verb} {fund[REQUESTS].measure.at_least(requests)}")
    empty = [place.name for place in rows if place != whole and fund[SHARE].at(place, period).value >= 100]
    if empty:
        parts.append(f"ganz abgerufen ist der Topf {formats.join([wording.located(name) for name in empty])}")
    return parts
