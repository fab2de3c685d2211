"""What the places cost in a quarter, as a table: costs and reimbursements beside each other, never subtracted."""

from collections.abc import Mapping

import pandas as pd

from dashboard.exhibits import wording
from dashboard.exhibits.exhibit import Column, Exhibit, Kind, sign_notes
from dashboard.formats import day as german_day
from dashboard.formats import number
from dashboard.planning.money import COST, REIMBURSED, Euros, Money

SOURCE = "Meldungen der Gemeinden, der Samtgemeinden und der Kämmereien"
FIGURES = {
    "per_place": "Kosten je Platz", "per_person": "Kosten je Person", "vacancy": "Kosten dafür",
    "reimbursed": "Erstattungen",
}  # fmt: skip
RECKONED = (
    "Kosten je Person: Kosten je Platz mal Plätze, geteilt durch belegte Plätze. Unbelegt sind Plätze ohne "
    "Bewohnerinnen und Bewohner, gesperrte gehören dazu; Kosten dafür: Kosten je Platz mal unbelegte Plätze."
)


def costs(money: Money, traps: Mapping[str, str]) -> Exhibit | None:
    """The district and the places that reported; None where nobody did. ``traps`` of the catalogue, by indicator."""
    if money.period is None:
        return None
    data = pd.DataFrame({"area": [row.area for row in money.rows], "name": [row.name for row in money.rows]})
    for figure in FIGURES:
        euros: list[Euros] = [getattr(row, figure) for row in money.rows]
        data[figure] = pd.Series([None if one.cents is None else one.cents / 100 for one in euros], dtype=float)
        data[f"{figure}_sign"] = [one.sign for one in euros]
    data["unused"] = pd.Series([row.unused for row in money.rows], dtype=float)
    data["unused_sign"] = [row.vacancy.sign for row in money.rows]
    said = _sentence(money)
    amounts = {name: Column(name, label, Kind.NUMBER, 2, "Euro") for name, label in FIGURES.items()}
    return Exhibit(
        key="planning-money",
        title=f"Kosten und Erstattungen, {money.period.label}",
        sentence=said,
        chart=None,
        data=data,
        columns=(
            Column("name", "Ort"), amounts["per_place"], amounts["per_person"],
            Column("unused", "Unbelegt", Kind.NUMBER), amounts["vacancy"], amounts["reimbursed"],
        ),
        source=SOURCE,
        as_of=german_day(money.period.last),
        notes=(
            *money.missing, RECKONED, *filter(None, (traps.get(code, "") for code in (COST, REIMBURSED))),
            *sign_notes([sign for name in FIGURES for sign in data[f"{name}_sign"]]),
        ),
        alt=f"Tabelle der Kosten und Erstattungen: {said}",
    )  # fmt: skip


def _sentence(money: Money) -> str:
    """About the district where it reported, else how many places did."""
    assert money.period is not None
    district, where = money.rows[0], wording.located(money.rows[0].name)
    parts = [f"Kosten und Erstattungen {wording.during(money.period)}"]
    if district.per_place.cents is not None:
        parts.append(f"{where} kostete ein Platz {_euro(district.per_place.cents)}")
    if district.vacancy.cents is not None and district.unused:
        empty = "1 Platz war" if district.unused == 1 else f"{number(district.unused)} Plätze waren"
        parts.append(f"{empty} am Ende des Quartals unbelegt, das sind {_euro(district.vacancy.cents)}")
    if district.reimbursed.cents is not None:
        parts.append(f"als Erstattung gingen {where} {_euro(district.reimbursed.cents)} ein")
    reported = sum(row.per_place.cents is not None for row in money.rows[1:])
    if reported or len(parts) == 1:
        who = "kein Ort hat" if not reported else "1 Ort hat" if reported == 1 else f"{reported} Orte haben"
        parts.append(f"{who} Kosten je Platz gemeldet")
    head, *rest = parts
    return f"{head}: {wording.sentence(*rest)}"


def _euro(cents: int) -> str:
    return f"{number(cents / 100, 2)} Euro"
