"""The distribution aid as a table: which place might take how many of the next people, and why."""

import pandas as pd

from dashboard.exhibits.exhibit import WITHHELD, Column, Exhibit, Kind, sign_notes
from dashboard.planning.proposal import Proposal
from dashboard.planning.quota_views import Quota

SOURCE = "Soll des Zeitraums und gemeldete nutzbare freie Plätze"


def proposed(proposal: Proposal, quota: Quota) -> Exhibit:
    """Every place in official order; ``quota``: what the proposal rests on."""
    hidden = {row.area for row in quota.places if WITHHELD in row.sign}
    data = pd.DataFrame(
        {
            "area": [line.area for line in proposal.lines],
            "name": [line.name for line in proposal.lines],
            "open": pd.Series([line.open for line in proposal.lines], dtype=float),
            "open_sign": [WITHHELD if line.open is None and line.area in hidden else "" for line in proposal.lines],
            "usable": pd.Series([line.usable for line in proposal.lines], dtype=float),
            "persons": pd.Series([line.persons for line in proposal.lines], dtype=float),
            "reason": [line.reason for line in proposal.lines],
        }
    )
    days = {row.until for row in quota.places if row.until is not None}
    return Exhibit(
        key=f"proposal-{quota.of.id}",
        title=f"Vorschlag zur Verteilung, {quota.of.period.label}",
        sentence=proposal.sentence,
        chart=None,
        data=data,
        columns=(
            Column("name", "Ort"), Column("open", "Noch aufzunehmen", Kind.NUMBER),
            Column("usable", "Nutzbar frei", Kind.NUMBER), Column("persons", "Vorschlag", Kind.NUMBER),
            Column("reason", "Begründung"),
        ),
        source=SOURCE,
        as_of=f"{max(days):%d.%m.%Y}" if days else "keine Angabe",
        notes=(*proposal.notes, *sign_notes(data["open_sign"].tolist())),
        alt=f"Tabelle der Orte: {proposal.sentence}",
    )  # fmt: skip
