"""Errors that people read: every message is a German sentence with the facts, shown as it is."""

import errno


class UserError(Exception):
    """Something a person can understand and act on; anything else that is raised is a bug."""


class NotAllowed(UserError):
    """The person's role or circle does not cover what was asked for."""


class Conflict(UserError):
    """Somebody else changed the same thing in the meantime."""


class NotFound(UserError):
    """What was asked for does not exist, or not for this circle."""


class FileUnusable(UserError):
    """A file as a whole cannot be read; the sentence says what it is and what to do."""


class SetupError(UserError):
    """Database, catalogue or boundary file cannot be used; the command line ends with status 2."""


REASONS = {
    errno.ENOENT: "die Datei oder ihr Ordner fehlt",
    errno.ENOTDIR: "ein Teil des Pfades ist kein Ordner",
    errno.EISDIR: "das ist ein Ordner",
    errno.EACCES: "die Berechtigung fehlt",
    errno.EPERM: "die Berechtigung fehlt",
    errno.EROFS: "der Datenträger ist schreibgeschützt",
    errno.ENOSPC: "der Datenträger ist voll",
    errno.ENAMETOOLONG: "der Name ist zu lang",
    errno.EADDRINUSE: "die Adresse wird schon benutzt",
    errno.EADDRNOTAVAIL: "diese Adresse hat der Rechner nicht",
}


def reason(error: OSError) -> str:
    """Why the system refused, in German words; its own number where there are none."""
    return REASONS.get(error.errno or 0) or f"Systemfehler {error.errno}"
