"""Times of the day as people say them here, and the moments (UTC) that the store keeps."""

import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from dashboard.errors import UserError
from dashboard.formats import day as german_day

HERE = ZoneInfo("Europe/Berlin")
_SPOKEN = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:uhr)?", re.IGNORECASE)


class TimeInvalid(UserError):
    """A time that is none, or not on this day; the sentence says why."""


def moment_of(day: date, clock: time) -> datetime:
    """The moment (UTC) of a time of the day in Berlin; TimeInvalid for the hour that summer time leaves out.

    The hour that is there twice when summer time ends is taken the first time; ``twice`` says so.
    """
    here = datetime.combine(day, clock.replace(second=0, microsecond=0, fold=0), HERE)
    moment = here.astimezone(UTC)
    if moment.astimezone(HERE).replace(tzinfo=None) != here.replace(tzinfo=None):
        raise TimeInvalid(
            f"{spoken(clock)} gibt es am {german_day(day)} nicht: In dieser Nacht beginnt die Sommerzeit, auf 01:59 "
            "folgt 03:00 Uhr. Bitte eine andere Uhrzeit wählen."
        )
    return moment


def twice(day: date, clock: time) -> str:
    """A German sentence where the time is there twice on this day, because summer time ends; else empty."""
    first, second = (datetime.combine(day, clock.replace(fold=fold), HERE) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset() or _is_left_out(first):
        return ""
    return (
        f"{spoken(clock)} gibt es am {german_day(day)} zweimal, weil die Sommerzeit endet; gemeint ist das erste Mal, "
        "noch in der Sommerzeit."
    )


def here(moment: datetime) -> tuple[date, time]:
    """Day and time of the day of a moment in Berlin."""
    local = moment.astimezone(HERE)
    return local.date(), local.time().replace(second=0, microsecond=0)


def spoken(clock: time) -> str:
    """„09:30 Uhr“."""
    return f"{clock:%H:%M} Uhr"


def clock_of(text: str) -> str:
    """„9.30 Uhr“ as „09:30“; empty stays empty. Raises TimeInvalid."""
    words = " ".join(text.split())
    if not words:
        return ""
    found = _SPOKEN.fullmatch(words)
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise TimeInvalid(f"„{words}“ ist keine Uhrzeit; gemeint ist zum Beispiel 09:30.")
    return f"{int(found[1]):02}:{int(found[2] or 0):02}"


def _is_left_out(here: datetime) -> bool:
    return here.astimezone(UTC).astimezone(HERE).replace(tzinfo=None, fold=0) != here.replace(tzinfo=None, fold=0)
