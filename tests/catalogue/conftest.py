"""The real catalogue, and a small one that tests may spoil."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard import catalogue as package
from dashboard.catalogue import Catalogue, CatalogueError

REAL = Path(__file__).parents[2] / "data" / "catalogue"

SMALL = {
    "fields.toml": """
        [housing]
        title = "Wohnen"
        order = 1

        [base]
        title = "Bezugsgrößen"
        order = 2
    """,
    "indicators/housing.toml": """
        [places]
        title = "Plätze"
        field = "housing"
        unit = "Plätze"
        counts = "things"
        levels = ["municipality", "district"]
        frequency = "quarter"
        source = "Gemeinden"
        definition = "Vorhandene Plätze."
        sum_over = ["area", "art"]
        partitions = ["art"]
        synonyms = ["Kapazität"]

        [blocked]
        title = "Gesperrt"
        field = "housing"
        unit = "Plätze"
        counts = "things"
        levels = ["municipality", "district"]
        frequency = "quarter"
        source = "Gemeinden"
        definition = "Gesperrte Plätze."
        part_of = "places"

        [people]
        title = "Belegt"
        field = "housing"
        unit = "Personen"
        counts = "persons"
        levels = ["municipality", "district"]
        frequency = "quarter"
        source = "Gemeinden"
        definition = "Untergebrachte."
        sum_over = ["area"]
        never_with = ["homeless"]
        minimum = 0

        [homeless]
        title = "Wohnungslose"
        field = "housing"
        unit = "Personen"
        counts = "persons"
        levels = ["municipality", "district"]
        frequency = "year"
        reference = "31.01."
        source = "Destatis"
        definition = "Untergebrachte Wohnungslose."
        never_with = ["people"]

        [utilisation]
        title = "Auslastung"
        field = "housing"
        unit = "%"
        counts = "none"
        levels = ["municipality", "district"]
        frequency = "quarter"
        source = "Berechnet"
        definition = "Belegt durch Plätze."
        kind = "rate"
        numerator = ["people"]
        denominator = ["places", "-blocked?"]
        factor = 100
    """,
    "indicators/base.toml": """
        [seekers]
        title = "Schutzsuchende"
        field = "base"
        unit = "Personen"
        counts = "persons"
        levels = ["district"]
        frequency = "year"
        source = "Destatis"
        definition = "Schutzsuchende nach Status."
        rounded_to = 5
    """,
    "breaks.toml": """
        [census]
        title = "Zensus"
        since = 2023-01-01
        indicators = ["seekers"]
        before = "alt"
        after = "neu"
        explanation = "Neue Grundlage."
    """,
    "vocabulary.toml": """
        [[kinds]]
        name = "Haus"
        explanation = "Ein Haus."
        synonyms = ["Heim"]

        [[kinds]]
        name = "Wohnung"
        explanation = "Eine Wohnung."

        [[questions]]
        words = ["Container"]
        question = "Was für ein Container?"
        candidates = ["Haus"]

        [[dimensions]]
        name = "art"
        title = "Art"

        [[dimensions]]
        name = "sex"
        title = "Geschlecht"
        members = [{ name = "männlich", synonyms = ["m"] }, { name = "weiblich", synonyms = ["w"] }]

        [[dimensions]]
        name = "status"
        title = "Status"

        [[periods]]
        name = "quartal"
        title = "Quartal"
        frequency = "quarter"

        [[places]]
        name = "gemeinde"
        title = "Gemeinde"
        holds = "name"

        [[facilities]]
        name = "unterkunft"
        title = "Unterkunft"
        kind = "text"
        explanation = "Name."

        [[facilities]]
        name = "plaetze"
        title = "Anzahl der Plätze"
        kind = "count"
        indicator = "places"
        minimum = 0
        explanation = "Zahl."

        [[long]]
        name = "wert"
        title = "Wert"

        [[personal]]
        code = "person_name"
        title = "Namen"
        words = ["Vorname"]
        doubtful = ["Name"]

        [[units]]
        code = "count"
        spellings = ["Anzahl", "Personen", "Plätze"]

        [words]
        yes = ["ja"]
        no = ["nein"]
        total = ["Insgesamt"]
        whole_district = ["Summe"]
        notes = ["Quelle"]
    """,
    "profiles/table.toml": """
        id = "12531-0043"
        title = "Schutzsuchende"
        layout = "flat"
        table = "12531-0043"
        indicator = "seekers"
        unit = "Anzahl"
        source = "Destatis"
        licence = "dl-de/by-2-0"
        licence_title = "Datenlizenz"
        address = "https://example.org"

        [recognition]
        statistic = "12531"
        value_variable = "BEV030"
        variables = ["KREISE", "SCHST2", "GES"]

        [period]
        variable = "STAG"
        kind = "date"
        frequency = "year"

        [area]
        variable = "KREISE"
        level = "district"

        [[dimensions]]
        variable = "SCHST2"
        name = "status"
        closed = true
        members = [{ code = "A", name = "A" }, { code = "A1", name = "A1", within = "A" }, { code = "B", name = "B" }]

        [[dimensions]]
        variable = "GES"
        name = "sex"
        closed = false
        margins = [""]

        [total]
        label = "Summe gerundeter Werte"

        [[total.parts]]
        variable = "SCHST2"
        codes = ["A", "B"]

        [[total.parts]]
        variable = "GES"
        codes = "all"
    """,
}


class Sandbox:
    """A small, right catalogue in a folder of its own; the methods spoil it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name, text in SMALL.items():
            self.write(name, re.sub(r"(?m)^ {8}", "", text))

    def write(self, name: str, content: str | bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def replace(self, name: str, old: str, new: str) -> None:
        text = (self.folder / name).read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def edit(self, name: str, entry: str, change: Callable[[str], str]) -> None:
        """Change the lines of one ``[entry]``."""
        text = (self.folder / name).read_text("utf-8")
        found = re.search(rf"(?ms)^\[{entry}\]\n.*?(?=^\[|\Z)", text)
        assert found is not None, f"no entry {entry} in {name}"
        self.write(name, text[: found.start()] + change(found[0]) + text[found.end() :])

    def append(self, name: str, text: str) -> None:
        self.write(name, (self.folder / name).read_text("utf-8") + "\n" + text + "\n")

    def load(self) -> Catalogue:
        return package.load(self.folder)

    def complaints(self) -> list[str]:
        """What loading complains about, each with file and entry."""
        with pytest.raises(CatalogueError) as caught:
            self.load()
        return [str(problem) for problem in caught.value.problems]


@pytest.fixture
def sandbox(tmp_path: Path) -> Sandbox:
    return Sandbox(tmp_path / "catalogue")


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The catalogue that is delivered."""
    return package.load(REAL)


@pytest.fixture(scope="session")
def real_folder() -> Path:
    return REAL
