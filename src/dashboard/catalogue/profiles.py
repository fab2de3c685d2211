"""Source profiles: what a known official table is, said as data.

A profile answers what a person would otherwise be asked: which indicator the table feeds, how its reference date
becomes a period, which codes are categories of what, and which of them add up to the total.
"""

from collections.abc import Collection, Mapping
from typing import Annotated, Any, Literal, Self

import pydantic

from dashboard.catalogue.base import Code, Entry, Identifier, MemberName, OptionalText, Text, Texts
from dashboard.catalogue.entries import Level
from dashboard.periods import Frequency


class Recognition(Entry):
    """By what a table of layout ``flat`` is recognised; everything must hold."""

    statistic: Text
    """Content of ``statistics_code``."""
    value_variable: Text
    """Content of ``value_variable_code``."""
    variables: frozenset[Text]
    """Contents of all ``N_variable_code`` columns, in whatever order; one more or one less is another table."""

    def fits(self, statistic: str, value_variable: str, variables: Collection[str]) -> bool:
        """Whether a file with these codes is this table."""
        return (statistic, value_variable, frozenset(variables)) == (
            self.statistic,
            self.value_variable,
            self.variables,
        )


class PeriodRule(Entry):
    """How the table's time becomes a period: ``date`` is a reference date, ``year`` a year as a number."""

    variable: Text
    kind: Literal["date", "year"]
    frequency: Frequency


class AreaRule(Entry):
    """The variable whose codes are areas (AGS), and on what level."""

    variable: Text
    level: Level


class ProfileMember(Entry):
    """A category of the table: ``code`` there, ``name`` here, and the code of the category it is nested in."""

    code: Text
    name: MemberName
    within: Text | None = None


class ProfileDimension(Entry):
    """A variable of the table as a dimension of the house.

    In a ``closed`` one a code that the profile does not know is an error of the file: it would change what adds up.
    In an open one (nationalities) new codes come and go, and the file's own label is the category's name.
    """

    variable: Text
    name: Code
    closed: bool
    members: tuple[ProfileMember, ...] = ()
    margins: tuple[OptionalText, ...] = ()
    """Codes of rows that are already totals over this dimension: such a row has no category of it, and is never
    added to the others."""

    def member(self, code: str, label: str) -> str | None:
        """Name of the category for a code of the file; None where a closed dimension does not know the code."""
        known = self._names.get(code)
        return known or (None if self.closed else label)

    @property
    def _names(self) -> Mapping[str, str]:
        return {member.code: member.name for member in self.members}

    def ancestors(self, code: str) -> tuple[str, ...]:
        """Codes in which this one is nested, the nearest first."""
        within = {member.code: member.within for member in self.members}
        found: list[str] = []
        outer = within.get(code)
        while outer is not None and outer not in found:
            found.append(outer)
            outer = within.get(outer)
        return tuple(found)


def _all_as_none(value: Any) -> Any:
    return None if value == "all" else value


class TotalPart(Entry):
    """The codes of one variable whose rows are added; None (in the file ``"all"``): every code but the margins."""

    variable: Text
    codes: Annotated[tuple[Text, ...] | None, pydantic.BeforeValidator(_all_as_none)]


class Total(Entry):
    """Which way through the table gives the value without breakdown. Other ways give other sums of rounded values."""

    parts: tuple[TotalPart, ...]
    """One for every dimension of the table."""
    label: Text
    """Shown with the total („Summe gerundeter Werte“)."""
    explanation: OptionalText = ""

    def codes(self, variable: str) -> tuple[str, ...] | None:
        """Codes of ``variable`` whose rows are added, None for all; KeyError for a variable that is no part."""
        return {part.variable: part.codes for part in self.parts}[variable]


class Profile(Entry):
    """A known official table of layout ``flat``."""

    id: Identifier
    title: Text
    layout: Literal["flat"]
    table: Text
    indicator: Code
    unit: Text
    """Content of ``value_unit``; another one (in thousands, say) is another table."""
    source: Text
    """Source line as the licence asks for it."""
    licence: Text
    licence_title: Text
    address: Text
    recognition: Recognition
    period: PeriodRule
    area: AreaRule
    dimensions: tuple[ProfileDimension, ...]
    total: Total | None = None
    """None: the table has no way of adding up that could be relied on; only its cells are taken over."""
    zero_is_small: bool = False
    """True where a plain 0 means „less than half of the unit“ and not „nothing“."""
    notes: Texts = ()
    """Said in the preview of every file of this table."""

    @pydantic.model_validator(mode="after")
    def _variables_agree(self) -> Self:
        named = {self.area.variable, *(dimension.variable for dimension in self.dimensions)}
        if named != self.recognition.variables:
            odd = ", ".join(sorted(named ^ self.recognition.variables))
            raise ValueError(
                "Die Variablen unter „recognition“ müssen genau die Gebietsvariable und die Dimensionen sein; "
                f"nicht auf beiden Seiten stehen: {odd}."
            )
        return self

    def dimension(self, variable: str) -> ProfileDimension:
        """The dimension a variable of the table is; KeyError for one that is none."""
        return {dimension.variable: dimension for dimension in self.dimensions}[variable]
