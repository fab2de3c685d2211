"""Words of the files: kinds of accommodation, columns, dimensions, yes and no, and what may be no column at all."""

from typing import Literal

from dashboard.catalogue.base import Code, Entry, MemberName, OptionalText, Text, Texts
from dashboard.periods import Frequency


class Member(Entry):
    """A category and the other spellings of it."""

    name: MemberName
    synonyms: Texts = ()

    @property
    def names(self) -> Texts:
        """Every spelling, the name first."""
        return (self.name, *self.synonyms)


class Kind(Member):
    """A kind of accommodation."""

    explanation: Text
    one_total_per_place: bool = False
    """True for flats: a rented flat is a household, so rows are added up on reading and no name is kept."""


class Spelled(Entry):
    """Something a column's header can name: by its name in the program, its title, or a synonym."""

    name: Code
    title: Text
    synonyms: Texts = ()

    @property
    def names(self) -> Texts:
        """Every spelling, the program's own name first."""
        return (self.name, self.title, *self.synonyms)


class Question(Entry):
    """Words that could mean several kinds: a person is asked, and the answer is remembered per supplier."""

    words: Texts
    question: Text
    candidates: Texts


class Dimension(Spelled):
    """A way of breaking values down. Without members any text is a category."""

    members: tuple[Member, ...] = ()


class PeriodColumn(Spelled):
    """A column that holds the period; its frequency says what „2026/3“ means in it, None: its content says it."""

    frequency: Frequency | None = None


class PlaceColumn(Spelled):
    """A column that holds the place, as an official code or as a name."""

    holds: Literal["code", "name"]


ColumnKind = Literal[
    "period", "place_code", "place_name", "place", "text", "kind", "count", "degrees", "date", "yes_no"
]
"""``place_code`` and ``place_name`` say where the row belongs, ``place`` names another place; ``count`` is a whole
number that is not negative."""


class FacilityColumn(Spelled):
    """A column of the facilities layout and the rule for what stands in it."""

    explanation: Text
    kind: ColumnKind
    must: bool = False
    one_of: OptionalText = ""
    """Of the columns with the same word here at least one has to be there."""
    given_elsewhere: bool = False
    """True where the dialog or the command line may say it for the whole file."""
    unit: OptionalText = ""
    indicator: Code | None = None
    """The figure this column feeds; its names are names of the column too."""
    part_of: Code | None = None
    """The column of which this one is a part: more than that in a row is an error."""
    minimum: float | None = None
    maximum: float | None = None
    internal: bool = False
    """True where the content never leaves the internal circle."""


class LongColumn(Spelled):
    """A column of the layout „one row per value“ that is neither period nor place nor dimension."""


class PersonalData(Entry):
    """Headers under which data of single persons stand. ``doubtful`` ones need a look at the column's content."""

    code: Code
    title: Text
    words: Texts
    doubtful: Texts = ()


class Words(Entry):
    """Small words that carry a meaning wherever they stand."""

    yes: Texts
    no: Texts
    total: Texts
    """The category that is the whole („Insgesamt“): no category, but the value without this dimension."""
    whole_district: Texts
    """In a place column: the row is the district's value."""
    notes: Texts
    """Beginnings of lines below the data that are no data."""


class UnitGroup(Entry):
    """Spellings of one unit; a header's unit in brackets counts only if it is of the indicator's group."""

    code: Code
    spellings: Texts


class Vocabulary(Entry):
    """All words together."""

    kinds: tuple[Kind, ...]
    questions: tuple[Question, ...] = ()
    dimensions: tuple[Dimension, ...]
    periods: tuple[PeriodColumn, ...]
    places: tuple[PlaceColumn, ...]
    facilities: tuple[FacilityColumn, ...]
    long: tuple[LongColumn, ...] = ()
    personal: tuple[PersonalData, ...] = ()
    units: tuple[UnitGroup, ...]
    words: Words

    def dimension(self, name: str) -> Dimension:
        """The dimension of this name; KeyError where there is none."""
        return {dimension.name: dimension for dimension in self.dimensions}[name]

    def facility_column(self, name: str) -> FacilityColumn:
        """The column of this name in the facilities layout; KeyError where there is none."""
        return {column.name: column for column in self.facilities}[name]
