"""What all entries of the catalogue have in common: frozen, nothing unknown in them, texts without stray blanks."""

import re
from datetime import date
from typing import Annotated, Any

import pydantic

LAYOUT_OF_TEXT = re.compile(r"[ \t\r\n]+")


def _joined(value: Any) -> Any:
    """Text as one line: a file may break its lines wherever they are easy to read."""
    return LAYOUT_OF_TEXT.sub(" ", value).strip() if isinstance(value, str) else value


class Entry(pydantic.BaseModel):
    """Something a file declares; two equal entries are interchangeable and can be used as a key."""

    model_config = pydantic.ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


CODE, MEMBER = r"^[a-z][a-z0-9_]*$", r"^[^|=]+$"
AREA, IDENTIFIER = r"^(DE|\d{2}|\d{5}|\d{8}|\d{9})$", r"^[A-Za-z0-9][A-Za-z0-9-]*$"
FORMS = {
    CODE: "Kleinbuchstaben, Ziffern und Unterstriche, beginnend mit einem Buchstaben",
    MEMBER: "Text ohne „|“ und „=“",
    AREA: "amtliche Schlüssel mit 2, 5, 8 oder 9 Ziffern oder „DE“",
    IDENTIFIER: "Buchstaben, Ziffern und Bindestriche",
}
"""What a pattern asks for, for the people who keep the files."""

Code = Annotated[str, pydantic.StringConstraints(pattern=CODE, max_length=80)]
"""What data, files and program call an entry: never shown alone."""
Text = Annotated[str, pydantic.BeforeValidator(_joined), pydantic.StringConstraints(min_length=1)]
OptionalText = Annotated[str, pydantic.BeforeValidator(_joined)]
MemberName = Annotated[
    str, pydantic.BeforeValidator(_joined), pydantic.StringConstraints(pattern=MEMBER, max_length=200)
]
"""A category as it is stored in a breakdown's key, where „|“ and „=“ separate."""
AreaCode = Annotated[str, pydantic.StringConstraints(pattern=AREA)]
Identifier = Annotated[str, pydantic.StringConstraints(pattern=IDENTIFIER, max_length=60)]
Day = Annotated[date, pydantic.Strict()]
"""A date without quotation marks; a number is none."""
Texts = tuple[Text, ...]
Codes = tuple[Code, ...]
