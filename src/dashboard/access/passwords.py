"""Passwords: hashing with argon2id, and the few rules that help.

Length is what makes guessing expensive, rules about composition do not (NIST SP 800-63B, BSI ORP.4):
twelve characters of any kind, and not the person's own name.
"""

import secrets
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from dashboard.access.names import fold
from dashboard.errors import UserError

SHORTEST = 12
LONGEST = 200

hasher = PasswordHasher()
"""argon2id with the second recommendation of RFC 9106: 64 MiB, three passes, four lanes."""


class PasswordUnusable(UserError):
    """The new password breaks a rule; the sentence says which."""


def check(password: str, *names: str) -> None:
    """Raise PasswordUnusable unless ``password`` may be set by the person with these ``names``."""
    if len(password) < SHORTEST:
        raise PasswordUnusable(
            f"Das Passwort ist zu kurz: es braucht mindestens {SHORTEST} Zeichen. "
            "Gut sind mehrere Wörter hintereinander."
        )
    if len(password) > LONGEST:
        raise PasswordUnusable(f"Das Passwort ist zu lang: höchstens {LONGEST} Zeichen.")
    if len(set(password)) < 5:
        raise PasswordUnusable("Das Passwort besteht aus zu wenigen verschiedenen Zeichen.")
    rest = _normal(password).casefold()
    for name in names:
        rest = rest.replace(fold(name), "") if fold(name) else rest
    if len(rest) < 6:
        raise PasswordUnusable("Das Passwort darf nicht aus dem eigenen Namen bestehen.")


def hash_of(password: str) -> str:
    """The argon2 text to keep; takes about a tenth of a second and 64 MiB."""
    return hasher.hash(_normal(password))


def fits(password: str, kept: str | None) -> bool:
    """Whether ``password`` is the one whose hash is ``kept``.

    Without a kept hash (nobody of that name, nobody who may sign in) the same work is done and
    the answer is no, so the time taken does not tell which names exist.
    """
    try:
        hasher.verify(kept or _nobodys(), _normal(password))
    except VerifyMismatchError:
        return False
    return kept is not None


def is_outdated(kept: str) -> bool:
    """Whether the hash was made with other parameters than today's."""
    return hasher.check_needs_rehash(kept)


@cache
def _nobodys() -> str:
    return hasher.hash(secrets.token_urlsafe(32))


def _normal(password: str) -> str:
    # Keyboards differ in how they compose umlauts; the person typed the same thing.
    return unicodedata.normalize("NFC", password)
