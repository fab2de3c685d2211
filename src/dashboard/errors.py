"""Errors that people read: every message is a German sentence with the facts, shown as it is."""


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
