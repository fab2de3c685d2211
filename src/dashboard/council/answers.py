"""What stands in a folder where an exhibit cannot be shown: one German sentence, and the rest goes on."""

from dashboard.catalogue import Catalogue
from dashboard.errors import UserError
from dashboard.exhibits.exhibit import SIGN_MEANINGS, WITHHELD
from dashboard.exhibits.wording import located
from dashboard.periods import Period

UNREADABLE = (
    "Diese Darstellung kennt das Programm in dieser Fassung nicht. Bitte nehmen Sie sie aus der Mappe und wählen Sie "
    "sie neu aus."
)


class NoExhibit(UserError):
    """There is nothing to show; the sentence says why and stands in the exhibit's place."""


def unavailable(catalogue: Catalogue, code: str) -> NoExhibit | None:
    """Why an indicator cannot be shown: unknown, retired or turned off; None where it can."""
    entry = catalogue.indicators.get(code)
    if entry is None:
        return NoExhibit(f"Die Kennzahl „{code}“ steht nicht mehr im Kennzahlenkatalog; sie wird hier nicht gezeigt.")
    if code in catalogue.retired:
        return NoExhibit(
            f"Die Kennzahl „{entry.title}“ wird nicht mehr geführt ({catalogue.retired[code].rstrip('. ')}); sie wird "
            "hier nicht mehr gezeigt."
        )
    if not entry.enabled:
        return NoExhibit(f"Die Kennzahl „{entry.title}“ ist abgeschaltet und wird hier nicht gezeigt.")
    return None


def nothing_known(title: str, period: Period) -> NoExhibit:
    """There is no value up to the quarter that this circle may read."""
    return NoExhibit(f"Zu „{title}“ liegt bis zum {period.label} kein Wert vor, der hier gezeigt werden kann.")


def wholly_withheld(title: str, place: str = "") -> NoExhibit:
    """All there is is hidden."""
    where = f" {located(place)}" if place else ""
    return NoExhibit(f"Alle Werte zu „{title}“{where} sind {SIGN_MEANINGS[WITHHELD]}.")
