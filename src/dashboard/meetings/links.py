"""Addresses of papers: https only, because people click on them in a council's browser."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from dashboard.errors import UserError
from dashboard.formats import number

LONGEST = 2000
MOST = 50


class LinkInvalid(UserError):
    """An address nobody should click on; the sentence says why."""


def checked_links(links: Sequence[str]) -> tuple[str, ...]:
    """The addresses without blanks around and without repetition. Raises LinkInvalid."""
    found = tuple(dict.fromkeys(filter(None, (link.strip() for link in links))))
    if len(found) > MOST:
        raise LinkInvalid(f"Möglich sind {MOST} Verweise je Punkt; es sind {number(len(found))}.")
    for link in found:
        _check(link)
    return found


def _check(link: str) -> None:
    if len(link) > LONGEST:
        raise LinkInvalid(f"Ein Verweis hat {number(len(link))} Zeichen; möglich sind {number(LONGEST)}.")
    try:
        parts = urlsplit(link)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise LinkInvalid(f"„{link}“ ist keine Adresse.") from None
    if parts.scheme != "https":
        raise LinkInvalid(f"„{link}“ beginnt nicht mit „https://“; nur solche Verweise werden aufgenommen.")
    if not host or any(sign.isspace() or not sign.isprintable() or sign in "<>\"'`\\" for sign in link):
        raise LinkInvalid(f"„{link}“ ist keine Adresse: Der Server fehlt, oder ein Zeichen gehört nicht hinein.")
    if parts.username is not None or parts.password is not None:
        raise LinkInvalid(f"„{link}“ enthält Zugangsdaten; bitte die Adresse ohne sie angeben.")
