"""The quota of a period: what each place has to take in, has taken in and still owes, official beside computed."""

from collections.abc import Iterator, Sequence

import pandas as pd

from dashboard.exhibits import wording
from dashboard.exhibits.charts import Bars
from dashboard.exhibits.exhibit import WITHHELD, Column, Exhibit, Kind, sign_notes
from dashboard.formats import NOTHING, join, number, signed
from dashboard.formats import day as german_day
from dashboard.planning.kinds import Carrying
from dashboard.planning.quota_views import PeriodView, Quota, QuotaRow

SOURCE = "Festsetzungen unter „Soll & Ausblick“, Einwohnerzahlen der amtlichen Statistik und gemeldete Aufnahmen"
FIGURES = ("official", "computed", "carried_over", "credited", "actual", "open")
DERIVED = ("computed", "carried_over", "open")
"""What would give a hidden actual value away, and is hidden with it."""
ALWAYS = ("name", "computed", "actual", "open")
COLUMNS = (
    Column("name", "Ort"), Column("official", "Soll amtlich", Kind.NUMBER),
    Column("computed", "Soll berechnet", Kind.NUMBER), Column("carried_over", "davon Übertrag", Kind.NUMBER),
    Column("credited", "Angerechnet", Kind.NUMBER), Column("actual", "Aufgenommen", Kind.NUMBER),
    Column("open", "Noch aufzunehmen", Kind.NUMBER),
)  # fmt: skip
TARGET, WHY = Column("target", "Soll", Kind.NUMBER), Column("why", "Erläuterung")
NEGATIVE = "Unter null: Es sind mehr aufgenommen als geschuldet."
UNSET = "Ohne amtliches Soll gilt für einen Ort das berechnete."
TRAP = "Aufgenommen ist, wer auf das Soll angerechnet wird; das ist nicht dasselbe wie die belegten Plätze."


def quota_table(quota: Quota) -> Exhibit:
    """Every place in official order, the district at the end; bars of target and actual per place."""
    rows = [*quota.places, quota.district]
    data = pd.DataFrame({"area": [row.area for row in rows], "name": [row.name for row in rows]})
    for figure in (*FIGURES, "target"):
        data[figure] = pd.Series([getattr(row, figure) for row in rows], dtype=float)
        data[f"{figure}_sign"] = [sign_of(row, figure) for row in rows]
    data["why"] = [row.why or NOTHING for row in rows]
    said = sentence(quota)
    title = f"Soll und Aufnahme, {quota.of.period.label}"
    drawn = ("target", "actual", *(("credited",) if any(row.credited for row in quota.places) else ()))
    shown = [column for column in COLUMNS if column.name in ALWAYS or _told(quota, data, column)]
    return Exhibit(
        key=f"quota-{quota.of.id}",
        title=title,
        sentence=said,
        chart=Bars("name", drawn, "Personen", horizontal=True, without=(quota.district.name,))
        if quota.places
        else None,
        data=data,
        columns=(*shown[:1], TARGET, *shown[1:], *((WHY,) if any(row.why for row in rows) else ())),
        source=SOURCE,
        as_of=as_of(quota),
        notes=(*_notes(quota), *sign_notes([mark for name in FIGURES for mark in data[f"{name}_sign"]])),
        alt=f"Balken je Ort, Soll und Aufnahme: {said}",
    )


def sign_of(row: QuotaRow, figure: str) -> str:
    """The sign of a figure: that of what was taken in, and the one that hides what follows from it."""
    if figure == "actual":
        return row.sign
    if figure == "credited":
        return row.credited_sign
    if figure == "open" and row.credited_sign:
        return row.credited_sign
    return WITHHELD if figure in (*DERIVED, "target") and _hidden(row) and getattr(row, figure) is None else ""


def sentence(quota: Quota) -> str:
    """„Im 2. Halbjahr 2026 sind im Landkreis Peine von 402 Personen noch 42 aufzunehmen; 3 von 7 Orten haben …“"""
    owed, during = quota.district, wording.during(quota.of.period)
    where = wording.located(owed.name)
    if owed.target is None:
        first = f"{during} ist {where} kein Soll bekannt"
    elif owed.open is None:
        told = f"zurückgehalten ({WITHHELD})" if sign_of(owed, "open") else "nicht bekannt"
        first = f"{during} sind {where} {_persons(owed.target)} aufzunehmen; wie viele davon noch fehlen, ist {told}"
    elif owed.open < 0:
        verb = "ist" if owed.open == -1 else "sind"
        told = f"{number(-owed.open)} mehr aufgenommen, als das Soll von {number(owed.target)} vorsieht"
        first = f"{during} {verb} {where} {told}"
    elif owed.open == 0:
        first = f"{during} ist {where} das Soll von {number(owed.target)} Personen erfüllt"
    else:
        verb = "ist" if owed.open == 1 else "sind"
        first = f"{during} {verb} {where} von {_persons(owed.target)} noch {number(owed.open)} aufzunehmen"
    done = sum(row.open is not None and row.open <= 0 for row in quota.places)
    known = sum(row.open is not None for row in quota.places)
    if not known:
        return wording.sentence(first)
    among = f"{wording.dative_places(len(quota.places))}" if known == len(quota.places) else f"{known} Orten mit Angabe"
    return wording.sentence(first, f"{done} von {among} {'hat' if done == 1 else 'haben'} das Soll erfüllt")


def as_of(quota: Quota) -> str:
    """Until when what was taken in is known."""
    days = {row.until for row in quota.rows() if row.until is not None}
    if not days:
        return f"Soll {german_day(quota.of.terms[-1].decided.on)}, Aufnahme ohne Angabe"
    return german_day(max(days)) + ("" if len(days) == 1 else " (einzelne Orte früher)")


def decided(period: PeriodView) -> Iterator[str]:
    """Who set the period's persons and when, decision after decision."""
    for term in period.terms:
        reason = f": {term.decided.reason.rstrip('.')}" if term.decided.reason else ""
        yield (
            f"Festgesetzt am {german_day(term.decided.on)} ({term.decided.who}): {_persons(term.persons)} bis "
            f"{german_day(term.last)}{reason}."
        )


def _notes(quota: Quota) -> Iterator[str]:
    of = quota.of
    yield from decided(of)
    carried = quota.district.carried_over
    if carried:
        told = "als gesetzt" if of.carried_set is not None else "aus dem Zeitraum davor"
        own = of.carrying is Carrying.OWN
        how = "jeder Ort trägt seinen eigenen" if own else "er wird mit verteilt"
        yield f"Übertrag {told}: {signed(carried)}; {how}."
    yield f"Verteilt nach Einwohnern vom {german_day(of.basis.last)}; gezählt: {of.counting.label}."
    yield TRAP
    if any(row.official is not None for row in quota.places) and any(row.official is None for row in quota.places):
        yield UNSET
    yield from _rules(quota.places)
    if any((row.open or 0) < 0 for row in quota.rows()):
        yield NEGATIVE
    yield from quota.findings


def _rules(places: Sequence[QuotaRow]) -> Iterator[str]:
    ruled: dict[str, list[str]] = {}
    for row in places:
        if row.rule is not None:
            ruled.setdefault(row.rule.label, []).append(row.name)
    if ruled:
        yield f"Eigene Regeln: {'; '.join(f'{join(names)} ({label})' for label, names in ruled.items())}."


def _told(quota: Quota, data: pd.DataFrame, column: Column) -> bool:
    """Whether a column that can be left out says anything; what is shared out is no place's own."""
    if column.name == "carried_over" and quota.of.carrying is not Carrying.OWN:
        return False
    values, signs = data[column.name], data[column.sign]
    known = values.notna() if column.name == "official" else values.notna() & (values != 0)
    return bool((known | (signs != "")).any())


def _hidden(row: QuotaRow) -> bool:
    return WITHHELD in row.sign


def _persons(count: int) -> str:
    return "1 Person" if count == 1 else f"{number(count)} Personen"
