"""The Gemeindeverzeichnis as an upload: it brings the places up to date and feeds the inhabitants."""

import pandas as pd

from dashboard.formats import day, number
from dashboard.geography.directory import Directory
from dashboard.geography.directory import read as read_file
from dashboard.intake.content import VALUE_COLUMNS, Content
from dashboard.intake.context import Context
from dashboard.periods import Frequency, of_date

INDICATOR = "einwohner"


def read_directory(data: bytes, name: str, context: Context) -> Content:
    """Inhabitants of all areas of Satzart 60 in the own district; raises FileUnusable for a broken file.

    The district's inhabitants are not in it: they are the sum of its areas, wherever they are read.
    """
    directory = read_file(data, name)
    territory = context.territory
    counted = context.decisions.inhabitants_date or directory.inhabitants_date
    period = of_date(counted, frequency=Frequency.YEAR)
    given = context.decisions.period
    if given is not None and given != period:
        facts = {"stated": f"der {day(counted)} ({period.label})", "given": given.label}
        context.findings.add("period-contradicts", facts=facts)
    if context.decisions.profile:
        reason = "Sie ist ein Gemeindeverzeichnis."
        context.findings.add("profile-mismatch", facts={"profile": context.decisions.profile, "reason": reason})
    own = territory.district.area
    inhabitants = directory.inhabitants
    inside = inhabitants if own == "DE" else inhabitants[inhabitants["area"].str.startswith(own)]
    if inside.empty:
        facts = {"count": number(len(inhabitants)), "district": territory.district.name}
        context.findings.add("nothing-usable", facts=facts)
    values = pd.DataFrame(
        {
            "indicator": INDICATOR,
            "area": inside["area"].to_numpy(),
            "period": period.code,
            "breakdown": 0,
            "value": inside["inhabitants"].to_numpy(dtype=float),
            "sign": "",
            "line": 0,
        },
        columns=VALUE_COLUMNS,
    )
    _say(directory, len(inside), len(inhabitants), context)
    return Content(rows_read=len(inhabitants), values=values, directory=directory, source=source_of(directory))


def source_of(directory: Directory) -> str:
    """The source line."""
    return f"Statistisches Bundesamt (Destatis), {directory.title}"


def _say(directory: Directory, inside: int, every: int, context: Context) -> None:
    counted = context.decisions.inhabitants_date or directory.inhabitants_date
    context.findings.add(
        "directory-note",
        facts={
            "text": f"{directory.title}: Einwohnerzahlen vom {day(counted)} für {number(inside)} Gebiete; Namen und "
            "Zugehörigkeiten der Orte werden auf diesen Stand gebracht."
        },
    )
    if every > inside:
        context.findings.add("rows-set-aside", facts={"count": number(every - inside)})
