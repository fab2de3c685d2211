"""What minutes from before say of themselves: day, title and body, proposed to whoever takes them in, who decides."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.store.folding import fold

HEAD = 4_000
"""Characters at the beginning in which day and body are looked for."""
LONGEST_TITLE = 150
_MONTHS = {
    name: place
    for place, names in enumerate(
        (
            "januar", "februar", "märz maerz", "april", "mai", "juni", "juli", "august", "september", "oktober",
            "november", "dezember",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_SPELLED = re.compile(rf"\b(\d{{1,2}})\.\s*({'|'.join(_MONTHS)})\s+(\d{{4}})\b", re.IGNORECASE)
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})[-_.](\d{2})[-_.](\d{2})(?!\d)")


@dataclass(frozen=True)
class Guess:
    """What was found; None and empty: nothing."""

    title: str
    held_on: date | None
    body: int | None


def guess(text: str, file_name: str, bodies: Sequence[tuple[int, str]], today: date) -> Guess:
    """Title from the first line, day from the head or the file's name, body by its name, also a former one.

    ``bodies``: numbers and names, old ones too; of several the longest name counts. A day in the future is not the day
    of a meeting that was.
    """
    head = text[:HEAD]
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    days = [found for found in (*_days(head), *_days(file_name)) if found <= today]
    folded = fold(head)
    named = [(len(name), key) for key, name in bodies if name and fold(name) in folded]
    body = max(named)[1] if named else None
    return Guess(" ".join(first.split())[:LONGEST_TITLE], days[0] if days else None, body)


def _days(text: str) -> Iterator[date]:
    """All days a text names, in their order."""
    found = [
        (match.start(), (match[3], str(_MONTHS[match[2].casefold()]), match[1])) for match in _SPELLED.finditer(text)
    ]
    found += [(match.start(), (match[3], match[2], match[1])) for match in _NUMBERS.finditer(text)]
    found += [(match.start(), (match[1], match[2], match[3])) for match in _ISO.finditer(text)]
    for _, (year, month, day) in sorted(found):
        try:
            yield date(int(year), int(month), int(day))
        except ValueError:
            continue
