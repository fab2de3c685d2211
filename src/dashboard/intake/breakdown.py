"""Categories of rows: what they are called here, and the breakdown that each row's categories make together."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.catalogue.catalogue import Catalogue
from dashboard.catalogue.headers import normalise
from dashboard.intake.content import Members

LONGEST = 200
WHOLE = ""
"""A row without a category of a dimension: the value without that dimension."""

REMARKS = frozenset(
    map(normalise, ("Quelle", "Source", "Fußnote", "Footnote", "Stand der Daten", "lfd. Nr.", "Nr.", "ID"))
)


def category_text(text: str) -> str:
    """A category as it can stand in a breakdown's key, where „|“ and „=“ separate."""
    return " ".join(text.replace("|", "/").replace("=", "–").split())[:LONGEST]


def dimension_name(header: str, catalogue: Catalogue) -> str:
    """What a column of categories is called: by the vocabulary, else by its own header."""
    match = catalogue.headers.find(header, "long")
    return match.name if match is not None and match.kind == "dimension" else normalise(header) or "gliederung"


def is_remark(header: str, catalogue: Catalogue) -> bool:
    """Whether a column beside figures is a remark on them, which says nothing of what they count."""
    match = catalogue.headers.find(header, "facilities")
    return normalise(header) in REMARKS or (match is not None and match.name == "bemerkung")


def known_categories(dimension: str, catalogue: Catalogue) -> dict[str, str]:
    """Compared spelling -> name of the categories that the vocabulary knows in a dimension; words for the whole too."""
    words = {normalise(word): WHOLE for word in catalogue.vocabulary.words.total}
    vocabulary = catalogue.vocabulary
    members = [member for entry in vocabulary.dimensions if entry.name == dimension for member in entry.members]
    kinds = vocabulary.kinds if dimension == "art" else ()
    return {**words, **{normalise(name): one.name for one in (*members, *kinds) for name in one.names}}


@dataclass
class Breakdowns:
    """The breakdowns of a file as they are met; the first is the empty one."""

    members: list[Members] = field(default_factory=lambda: [{}])
    _known: dict[tuple[tuple[str, str], ...], int] = field(default_factory=lambda: {(): 0})

    def of(self, members: Members) -> int:
        """Position of a breakdown, which is added where it is new; empty categories do not count."""
        pairs = tuple(sorted((name, category) for name, category in members.items() if category))
        if pairs not in self._known:
            self._known[pairs] = len(self.members)
            self.members.append(dict(pairs))
        return self._known[pairs]

    def of_rows(self, categories: Mapping[str, "pd.Series[str]"], fixed: Members, rows: int) -> npt.NDArray[np.int64]:
        """Position of every row's breakdown: its categories per dimension, and those that hold for the whole column."""
        if not categories:
            return np.full(rows, self.of(fixed), dtype=np.int64)
        frame = pd.DataFrame(dict(categories))
        groups = frame.groupby(list(frame.columns), sort=False).ngroup().to_numpy()
        firsts = frame.drop_duplicates()
        named = zip(*(firsts[name].tolist() for name in firsts.columns), strict=True)
        positions = [self.of({**dict(zip(firsts.columns, row, strict=True)), **fixed}) for row in named]
        numbers = groups[frame.index.get_indexer(firsts.index)]
        found = np.zeros(len(positions), dtype=np.int64)
        found[numbers] = positions
        return found[groups]
