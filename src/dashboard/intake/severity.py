"""How grave a finding is."""

from enum import StrEnum


class Severity(StrEnum):
    """``error`` stops the whole upload, ``warning`` needs one tick, ``info`` explains what was done."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


E, W, I = Severity  # noqa: E741 - one letter a severity keeps the table readable
