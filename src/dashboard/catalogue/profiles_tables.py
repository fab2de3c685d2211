"""Source profiles of tables with a header of several rows (``classic``) and with one row per value (``long``)."""

from collections.abc import Collection
from typing import Annotated, Literal

import pydantic

from dashboard.catalogue.base import Code, Entry, MemberName, Texts
from dashboard.catalogue.entries import Level
from dashboard.catalogue.headers import normalise
from dashboard.catalogue.profiles import Profile
from dashboard.periods import Frequency

Place = Annotated[int, pydantic.Strict(), pydantic.Field(ge=1)]
"""Number of a column as people count, from 1."""


class ClassicRecognition(Entry):
    """By what a table of layout ``classic`` is recognised."""

    tables: Texts = pydantic.Field(min_length=1)
    """What stands behind „Tabelle:“ in the first line, or what the sheet is called."""

    def fits(self, names: Collection[str]) -> bool:
        """Whether a table that calls itself like this is the one."""
        known = {normalise(table) for table in self.tables}
        return any(normalise(name) in known for name in names)


class ColumnPeriod(Entry):
    """The column that holds the time: a reference ``date`` or a ``year``."""

    column: Place
    kind: Literal["date", "year"]
    frequency: Frequency


class ColumnArea(Entry):
    """The column of the official codes, and the levels that are taken over."""

    column: Place
    levels: tuple[Level, ...] = pydantic.Field(min_length=1)
    name: Place | None = None
    """The column of the names beside them, which is not read."""


class FixedMember(Entry):
    """The category that a whole column is about."""

    dimension: Code
    name: MemberName


class ClassicColumn(Entry):
    """A column of figures: its header from top to bottom, repeated texts once, and what it feeds."""

    header: Texts = pydantic.Field(min_length=1)
    indicator: Code
    members: tuple[FixedMember, ...] = ()

    @property
    def form(self) -> tuple[str, ...]:
        """The header as it is compared."""
        return tuple(normalise(part) for part in self.header)


class RowDimension(Entry):
    """A column of categories; „Insgesamt“ in it is the value without this dimension."""

    column: Place
    name: Code


class ClassicProfile(Profile):
    """A known official table with a header of several rows. Nothing is added up: its margins are stated."""

    layout: Literal["classic"]
    recognition: ClassicRecognition
    period: ColumnPeriod
    area: ColumnArea
    columns: tuple[ClassicColumn, ...] = pydantic.Field(min_length=1)
    dimensions: tuple[RowDimension, ...] = ()


class LongRecognition(Entry):
    """By what a table of layout ``long`` is recognised: all these headers, and one of these file names if any."""

    headers: Texts = pydantic.Field(min_length=2)
    files: Texts = ()
    """Beginnings of file names („indicator_8-5-2“), for a profile of one indicator."""

    def fits(self, headers: Collection[str], file: str) -> bool:
        """Whether a table with these headers in a file of this name is the one."""
        forms = {normalise(header) for header in headers}
        named = not self.files or any(file.casefold().startswith(name.casefold()) for name in self.files)
        return named and all(normalise(header) in forms for header in self.headers)


class LongProfile(Profile):
    """A known table with one row per value; rows of areas that are not ours are set aside."""

    layout: Literal["long"]
    recognition: LongRecognition
    indicator: Code | None = None
    """None: the table does not say it, a person is asked once for the file."""
