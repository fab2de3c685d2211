"""Names of accounts: how they are compared, and which ones can be given."""

import re
import unicodedata

from dashboard.errors import UserError

LONGEST = 60
_POSSIBLE = re.compile(r"\w[\w.@+-]*")


class NameUnusable(UserError):
    """The name cannot be given to an account."""


def fold(name: str) -> str:
    """The form in which names are compared: no case, no width, no blanks around it, at most 60 characters."""
    storable = name.encode("utf-8", "replace").decode().replace("\0", "\ufffd")  # PostgreSQL keeps no NUL
    return unicodedata.normalize("NFKC", storable).strip().casefold()[:LONGEST]


def checked(name: str) -> str:
    """``name`` as it is kept; raises NameUnusable with the rule that it breaks."""
    tidy = unicodedata.normalize("NFKC", name).strip()
    if not 2 <= len(tidy) <= LONGEST or len(tidy.casefold()) > LONGEST:
        raise NameUnusable(f"Der Anmeldename muss 2 bis {LONGEST} Zeichen lang sein.")
    if not _POSSIBLE.fullmatch(tidy):
        raise NameUnusable(
            f"Der Anmeldename „{tidy}“ geht nicht: erlaubt sind Buchstaben, Ziffern und die Zeichen . _ - + @, "
            "am Anfang ein Buchstabe oder eine Ziffer."
        )
    return tidy


def checked_display(name: str) -> str:
    """The name shown to colleagues, blanks tidied; raises NameUnusable."""
    tidy = " ".join(name.split())
    if not 2 <= len(tidy) <= 200 or not tidy.isprintable():
        raise NameUnusable("Bitte einen Namen von 2 bis 200 Zeichen angeben, zum Beispiel „Erika Muster“.")
    return tidy
