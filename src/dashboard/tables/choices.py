"""Drop-downs of a sheet: the texts a column offers, kept in the rule itself or, where they do not fit, in a sheet."""

from collections.abc import Sequence
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from dashboard.tables.workbook_cells import as_cell, put

CHOICES_SHEET = "Auswahl"
"""The hidden sheet of longer lists; whoever reads a workbook back may leave it out."""
_LONGEST_RULE = 255
_TITLE = "Auswahlliste"


class Choices:
    """The lists of one workbook; equal ones are kept once."""

    def __init__(self) -> None:
        self._lists: dict[tuple[str, ...], int] = {}

    def offer(self, page: Any, cells: str, texts: Sequence[str]) -> None:
        """Let the cells of a range offer the texts; another entry is possible after a warning."""
        rule = DataValidation(type="list", formula1=self._source(tuple(texts)), allow_blank=True, errorStyle="warning")
        rule.errorTitle = rule.promptTitle = _TITLE
        rule.error = "Dieser Eintrag steht nicht in der Liste. Trotzdem übernehmen?"
        rule.showErrorMessage = True
        rule.add(cells)
        page.add_data_validation(rule)

    def write(self, book: Any) -> None:
        """Add the hidden sheet where a list needs it."""
        if not self._lists:
            return
        page = book.create_sheet(CHOICES_SHEET)
        page.sheet_state = "hidden"
        for texts, column in self._lists.items():
            for line, text in enumerate(texts, start=1):
                put(page, line, column, as_cell(text))

    def _source(self, texts: tuple[str, ...]) -> str:
        rule = f'"{",".join(texts)}"'
        if len(rule) <= _LONGEST_RULE and not any(sign in text for text in texts for sign in ',"\n'):
            return rule
        column = self._lists.setdefault(texts, len(self._lists) + 1)
        letter = get_column_letter(column)
        return f"{CHOICES_SHEET}!${letter}$1:${letter}${len(texts)}"
