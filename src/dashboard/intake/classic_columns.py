"""The columns of a classic table as its profile names them."""

import re

from dashboard.catalogue.headers import normalise
from dashboard.catalogue.profiles_tables import ClassicProfile
from dashboard.formats import join
from dashboard.intake.context import Context
from dashboard.intake.header_block import SEPARATOR
from dashboard.intake.mapping import Column, Mapped
from dashboard.intake.recognition import Table

NUMBERED = re.compile(r"(?:genesis-)?tabelle:\s*([\w-]+)", re.IGNORECASE)


def classic_names(table: Table) -> list[str]:
    """What a classic table calls itself: behind „Tabelle:“ in its title, and by the name of its sheet."""
    titled = [found[1] for _, text in table.titles for found in NUMBERED.finditer(text)]
    return [*titled, *([table.sheet] if table.sheet else [])]


def by_profile(table: Table, profile: ClassicProfile, context: Context) -> Mapped:
    """The table with the profile's meanings; a column of the profile that is not there is an error.

    Columns are found by their whole header. One that the table has twice, with the same header, is no column of
    figures that could be relied on: an error too.
    """
    columns = [Column(position, header) for position, header in enumerate(table.headers)]
    vocabulary = context.catalogue.vocabulary
    titles = {one.name: one.title for one in (*vocabulary.periods, *vocabulary.places, *vocabulary.dimensions)}
    period = "jahr" if profile.period.kind == "year" else "stichtag"
    leading = {profile.period.column: ("period", period), profile.area.column: ("place", "ags")}
    leading |= {dimension.column: ("dimension", dimension.name) for dimension in profile.dimensions}
    for number, (kind, name) in leading.items():
        if number <= len(columns):
            columns[number - 1] = Column(number - 1, table.headers[number - 1], kind, name, titles[name])  # type: ignore[arg-type]
        else:
            _mismatch(f"Die {number}. Spalte fehlt.", table, profile, context)
    known = {*leading, profile.area.name}
    for column in columns:
        number = column.position + 1
        if table.is_nameless(column.position) and number not in known and table.cells[column.position].ne("").any():
            # A further category would make parts look like wholes.
            _mismatch(f"Die {number}. Spalte sieht das Profil nicht vor.", table, profile, context)
    forms = [tuple(normalise(text) for text in texts) for texts in table.parts]
    for wanted in profile.columns:
        places = [position for position, form in enumerate(forms) if form == wanted.form]
        if len(places) != 1:
            how = "fehlt" if not places else "steht mehrmals darin"
            _mismatch(f"Die Spalte „{SEPARATOR.join(wanted.header)}“ {how}.", table, profile, context)
            continue
        title = context.catalogue.indicators[wanted.indicator].short
        columns[places[0]] = Column(places[0], table.headers[places[0]], "indicator", wanted.indicator, title)
    names = profile.area.name
    others = [c.header for c in columns if c.kind is None and c.position + 1 != names and c.header]
    if others:
        facts = {"columns": join([f"„{header}“" for header in others])}
        context.findings.add("column-unmatched/profile", row=table.header_line, facts=facts)
    return Mapped(table, tuple(columns))


def _mismatch(reason: str, table: Table, profile: ClassicProfile, context: Context) -> None:
    facts = {"profile": profile.id, "reason": reason}
    context.findings.add("profile-mismatch", row=table.header_line, facts=facts)
