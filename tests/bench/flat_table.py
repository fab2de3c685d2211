"""A large flat GENESIS table of the shape of 12531-0043, invented and deterministic.

Like the real one: one district, categories of protection nested in each other, every cell rounded to 5 on its own,
combinations without persons left out, rows in no order, UTF-8 with a byte order mark. Unlike it: so many years that
the wanted number of rows is reached.
"""

import random
from collections.abc import Iterator

from babel import Locale

DISTRICT, DISTRICT_NAME = "03157", "Peine, Landkreis"
LAST_YEAR = 2024
HEADER = (
    "statistics_code;statistics_label;time_code;time_label;time;"
    + "".join(
        f"{number}_variable_code;{number}_variable_label;"
        f"{number}_variable_attribute_code;{number}_variable_attribute_label;"
        for number in (1, 2, 3, 4)
    )
    + "value;value_unit;value_variable_code;value_variable_label"
)
STATUS = {
    "SCHUTZST-OF": "Offener Schutzstatus",
    "SCHUTZST-AK-1": "Anerkannter Schutzstatus",
    "SCHUTZST-AK-2": "Befristet anerkannter Schutzstatus",
    "SCHUTZST-AK-3": "Befristet anerkannter Schutzstatus aus Asylverf.",
    "SCHUTZST-AK-4": "Befristet anerk. Schutzstatus nicht aus Asylverf.",
    "SCHUTZST-AK-5": "Unbefristet anerkannter Schutzstatus",
    "SCHUTZST-X": "Ohne Schutzsstatus",
    "AUSRPFL-G": "Geduldet ausreisepflichtig",
    "AUSRPFL-V": "Vollziehbar ausreisepflichtig",
}
SEX = {"GESM": "männlich", "GESW": "weiblich"}


def flat_table(rows: int, seed: int = 12531) -> bytes:
    """The file as the statistical office would send it, with exactly ``rows`` rows below the header."""
    chance = random.Random(seed)
    lines: list[str] = []
    year = LAST_YEAR
    while len(lines) < rows:
        lines += _lines_of(year, chance)
        year -= 1
    del lines[rows:]
    chance.shuffle(lines)
    return ("\ufeff" + HEADER + "\n" + "\n".join(lines) + "\n").encode()


def _lines_of(year: int, chance: random.Random) -> Iterator[str]:
    for code, nationality in _nationalities().items():
        for sex, sex_name in SEX.items():
            for status, count in _cells(chance).items():
                rounded = 5 * round(count / 5)
                if rounded:
                    yield (
                        f"12531;Statistik über Schutzsuchende;STAG;Stichtag;{year}-12-31;"
                        f"KREISE;Kreise;{DISTRICT};{DISTRICT_NAME};"
                        f"SCHST2;Schutzstatuskategorie;{status};{STATUS[status]};"
                        f"GES;Geschlecht;{sex};{sex_name};"
                        f"STAAG5;Staatsangehörigkeit;{code};{nationality};"
                        f"{rounded};Anzahl;BEV030;Schutzsuchende"
                    )


def _cells(chance: random.Random) -> dict[str, float]:
    """Persons of one nationality and sex in every category; the wider ones are sums of the narrower ones."""
    scale = chance.paretovariate(0.9) * 4
    share = {code: scale * chance.random() for code in STATUS}
    share["SCHUTZST-AK-2"] = share["SCHUTZST-AK-3"] + share["SCHUTZST-AK-4"]
    share["SCHUTZST-AK-1"] = share["SCHUTZST-AK-2"] + share["SCHUTZST-AK-5"]
    share["SCHUTZST-X"] += share["AUSRPFL-G"] + share["AUSRPFL-V"]
    return share


def _nationalities() -> dict[str, str]:
    """Codes of the classification's form and German names of about 250 states and territories."""
    names = Locale("de").territories
    states = sorted(name for code, name in names.items() if len(code) == 2 and code.isalpha())
    return {f"ST{number}": name for number, name in enumerate(states, start=111)}
