"""A wide table of all Gemeinden of Germany, invented and deterministic, and the same values as a long CSV."""

import csv
import io
import random
from collections.abc import Sequence

PERIOD = "2026-Q3"
INDICATORS = (
    *("plaetze", "gesperrt", "nutzbar_frei", "belegt", "zugaenge", "abgaenge"),
    *("davon_asylblg", "davon_sgb", "davon_selbstzahler", "aufnahme_soll", "aufnahme_ist"),
    *("kosten_je_platz", "erstattung", "ehrenamtstopf_ausgezahlt"),
    *("ehrenamtliche", "patenschaften", "initiativen", "treffpunkte", "veranstaltungen"),
    *("sprachfoerderung_schueler", "berufseinstieg_sprache_integration", "intkurs_teilnehmende"),
    *("intkurs_pruefungen", "intkurs_b1_erreicht", "kompetenzfeststellung", "arbeitslose_auslaender"),
    *("praktika", "ausbildung_begonnen", "vermittlungen", "arbeitsgelegenheiten"),
)
"""Thirty that every Gemeinde may report each quarter."""
EURO = frozenset({"kosten_je_platz", "erstattung", "ehrenamtstopf_ausgezahlt"})


def rows_of(areas: Sequence[str], seed: int = 30) -> list[list[str]]:
    """Per area thirty numbers as a German office writes them; parts are never more than their whole."""
    chance = random.Random(seed)
    return [[_spelled(name, number) for name, number in _place(chance).items()] for _ in areas]


def wide_table(areas: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """One row per area, one column per indicator."""
    lines = [";".join(("quartal", "ags", *INDICATORS))]
    lines += [";".join((PERIOD, area, *row)) for area, row in zip(areas, rows, strict=True)]
    return ("\n".join(lines) + "\n").encode()


def long_csv(areas: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """The same values, one a row, as a CSV with commas that any tool reads."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(("indicator", "area", "period", "value"))
    for area, row in zip(areas, rows, strict=True):
        for name, text in zip(INDICATORS, row, strict=True):
            writer.writerow((name, area, PERIOD, text.replace(",", ".")))
    return file.getvalue().encode()


def _place(chance: random.Random) -> dict[str, int]:
    places = chance.randrange(20, 900)
    blocked = chance.randrange(places // 10)
    housed = chance.randrange(places - blocked)
    asylum = chance.randrange(housed + 1)
    social = chance.randrange(housed - asylum + 1)
    tested = chance.randrange(400)
    known = {
        "plaetze": places,
        "gesperrt": blocked,
        "nutzbar_frei": chance.randrange(places - blocked - housed + 1),
        "belegt": housed,
        "davon_asylblg": asylum,
        "davon_sgb": social,
        "davon_selbstzahler": housed - asylum - social,
        "intkurs_pruefungen": tested,
        "intkurs_b1_erreicht": chance.randrange(tested + 1),
    }
    return {name: known[name] if name in known else chance.randrange(1, 400) for name in INDICATORS}


def _spelled(name: str, number: int) -> str:
    return f"{number},50" if name in EURO else str(number)
