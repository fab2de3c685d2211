"""The columns of the flat layout: which variable stands where."""

from dataclasses import dataclass

import pandas as pd

from dashboard.catalogue.catalogue import Catalogue
from dashboard.catalogue.headers import normalise
from dashboard.intake.recognition import Table


@dataclass(frozen=True)
class FlatColumns:
    """Where in the table what stands: positions of columns."""

    by_name: dict[str, int]
    variables: tuple[str, ...]
    """Prefixes („1“, „2“ …) of the variables in it."""

    @classmethod
    def of(cls, table: Table) -> "FlatColumns":
        """From the header as GENESIS writes it."""
        by_name = {normalise(header): position for position, header in enumerate(table.headers) if header}
        numbers = [str(number) for number in range(1, len(by_name)) if f"{number}variablecode" in by_name]
        return cls(by_name, tuple(numbers))

    def cells(self, table: Table, name: str) -> "pd.Series[str]":
        """A column by its name without underscores; all empty where the table has none."""
        position = self.by_name.get(name)
        if position is None:
            return pd.Series("", index=table.cells.index, dtype="str")
        return table.cells[position]

    def dimension_names(self, table: Table, catalogue: Catalogue) -> dict[str, str]:
        """The table's variables and what each would be called as a dimension: by the vocabulary, else by its label."""
        names: dict[str, str] = {}
        for prefix in self.variables:
            variable, label = (
                "".join(self.cells(table, f"{prefix}variable{what}").iloc[:1]) for what in ("code", "label")
            )
            if not variable:
                continue
            match = catalogue.headers.find(label or variable, "long")
            known = match is not None and match.kind == "dimension"
            name = match.name if match is not None and known else normalise(label) or normalise(variable)
            names[variable] = name if name not in names.values() else f"{name}_{normalise(variable)}"
        return names


def number_of(table: Table, columns: FlatColumns, variable: str) -> str:
    """The prefix of a variable's columns; the same in all rows of a table."""
    for prefix in columns.variables:
        if columns.cells(table, f"{prefix}variablecode").iloc[:1].tolist() == [variable]:
            return prefix
    raise KeyError(variable)
