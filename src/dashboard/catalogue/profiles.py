"""Source profiles: what a known official table is, said as data.

A profile answers what a person would otherwise be asked: which indicator the table feeds, how its reference date
becomes a period, which codes are categories of what, and which of them add up to the total. Here are what all have in
common and those of layout ``flat``; ``profiles_tables`` has those of the layouts ``classic`` and ``long``.
"""

from collections.abc import Collection, Mapping
from typing import Annotated, Any, Literal, Self

import pydantic

from dashboard.catalogue.base import Code, Entry, Identifier, MemberName, OptionalText, Text, Texts
from dashboard.catalogue.entries import Level
from dashboard.periods import Frequency


class Profile(Entry):
    """A known official table, of whatever layout."""

    id: Identifier
    title: Text
    layout: Literal["flat", "classic", "long"]
    table: Text
    source: Text
    """Source line as the licence asks for it."""
    licence: Text
    licence_title: Text
    address: Text
    zero_is_small: bool = False
    """True where a plain 0 means „less than half of the unit“ and not „nothing“."""
    notes: Texts = ()
    """Said in the preview of every file of this table."""


class Recognition(Entry):
    """By what a table of layout ``flat`` is recognised; everything must hold."""

    statistic: Text
    """Content of ``statistics_code``."""
    value_variable: Text | None = None
    """Content of ``value_variable_code``; None where the code is not known for sure, then ``value_label`` must hold."""
    value_label: Text | None = None
    """A piece of ``value_variable_label``, without regard to case."""
    variables: frozenset[Text]
    """Contents of all ``N_variable_code`` columns, in whatever order; one more or one less is another table. In an
    open profile only those that must be among them."""

    @pydantic.model_validator(mode="after")
    def _says_what_is_measured(self) -> Self:
        if self.value_variable is None and self.value_label is None:
            raise ValueError(
                "„recognition“ braucht „value_variable“ oder „value_label“: Was gezählt wird, muss feststehen."
            )
        return self

    def measures(self, statistic: str, value_variable: str, label: str) -> bool:
        """Whether these are the statistic and the thing it counts."""
        return (
            statistic == self.statistic
            and self.value_variable in (None, value_variable)
            and (self.value_label is None or self.value_label.casefold() in label.casefold())
        )


class PeriodRule(Entry):
    """How the table's time becomes a period: ``date`` is a reference date, ``year`` a year as a number."""

    variable: Text
    kind: Literal["date", "year"]
    frequency: Frequency


class AreaVariable(Entry):
    """A variable whose codes are areas (AGS), and on what level."""

    variable: Text
    level: Level


class AreaRule(AreaVariable):
    """The variable of the areas; ``also``: others that can stand in its place where the table goes deeper."""

    also: tuple[AreaVariable, ...] = ()

    @property
    def alternatives(self) -> tuple[AreaVariable, ...]:
        """Every variable that can be the one of the areas."""
        return (self, *self.also)


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
        return known or (None if self.closed else label or code)

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


class Selection(Entry):
    """Only rows with one of these codes of a variable are about the indicator („Ausländer“ of the nationality)."""

    variable: Text
    codes: Texts = pydantic.Field(min_length=1)


class FlatProfile(Profile):
    """A known official table of layout ``flat``.

    An ``open`` one accepts variables that it does not name: each is a breakdown by the file's own labels, and then
    nothing is added up. Its named dimensions may be absent.
    """

    layout: Literal["flat"]
    indicator: Code
    unit: Text
    """Content of ``value_unit``; another one (in thousands, say) is another table."""
    recognition: Recognition
    period: PeriodRule
    area: AreaRule
    dimensions: tuple[ProfileDimension, ...]
    select: tuple[Selection, ...] = ()
    open: bool = False
    total: Total | None = None
    """None: the table has no way of adding up that could be relied on; only its cells are taken over."""

    @pydantic.model_validator(mode="after")
    def _variables_agree(self) -> Self:
        selected = {selection.variable for selection in self.select}
        dimensions = {dimension.variable for dimension in self.dimensions}
        areas = {area.variable for area in self.area.alternatives}
        if double := (selected & dimensions) | (areas & (selected | dimensions)):
            raise ValueError(f"Eine Variable hat zwei Aufgaben: {', '.join(sorted(double))}.")
        if self.open:
            if odd := self.recognition.variables - (selected | dimensions | areas):
                raise ValueError(f"„recognition“ nennt Variablen ohne Aufgabe: {', '.join(sorted(odd))}.")
            if missing := selected - self.recognition.variables:
                sentence = "Wonach ausgewählt wird, muss auch unter „recognition“ stehen"
                raise ValueError(f"{sentence}: {', '.join(sorted(missing))}.")
            return self
        named = {self.area.variable} | dimensions | selected
        if named != self.recognition.variables:
            odd_ones = ", ".join(sorted(named ^ self.recognition.variables))
            raise ValueError(
                "Die Variablen unter „recognition“ müssen genau die Gebietsvariable und die Dimensionen sein; "
                f"nicht auf beiden Seiten stehen: {odd_ones}."
            )
        return self

    def fits(self, statistic: str, value_variable: str, variables: Collection[str], label: str = "") -> bool:
        """Whether a file with these codes (and this label of what is measured) is this table."""
        if not self.recognition.measures(statistic, value_variable, label):
            return False
        if not self.open:
            return frozenset(variables) == self.recognition.variables
        areas = [area for area in self.area.alternatives if area.variable in variables]
        return len(areas) == 1 and self.recognition.variables <= frozenset(variables)

    def over(self, variables: Mapping[str, str]) -> "FlatProfile":
        """The profile for a file with these variables (code -> name of the dimension it would be).

        The same where it names them all; else without the absent dimensions, with an open dimension for every
        variable it does not name, and then without a total.
        """
        if not self.open:
            return self
        area = next(area for area in self.area.alternatives if area.variable in variables)
        present = tuple(dimension for dimension in self.dimensions if dimension.variable in variables)
        known = {area.variable, *(one.variable for one in present), *(one.variable for one in self.select)}
        more = tuple(
            ProfileDimension(variable=variable, name=name, closed=False, margins=("",))
            for variable, name in variables.items()
            if variable not in known
        )
        total = None
        if self.total is not None and present and not more:
            names = [dimension.variable for dimension in present]
            parts = tuple(part for part in self.total.parts if part.variable in names)
            total = self.total.model_copy(update={"parts": parts})
        area_rule = AreaRule(variable=area.variable, level=area.level)
        return self.model_copy(update={"area": area_rule, "dimensions": present + more, "total": total})

    def dimension(self, variable: str) -> ProfileDimension:
        """The dimension a variable of the table is; KeyError for one that is none."""
        return {dimension.variable: dimension for dimension in self.dimensions}[variable]
