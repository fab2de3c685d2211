"""Cells that a spreadsheet would run as a formula: an apostrophe before them makes them text.

Masking on the way out and unmasking on the way in undo each other exactly, so what was exported can be uploaded
again: every text that begins like a formula, with or without apostrophes before it, gets one more.
"""

import re

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.tables.grid import Remark

_STARTERS = "=+\\-@\t\r\n＝＋－＠"
_FORMULA = re.compile(f"'*[{_STARTERS}]")
_MASKED = f"^'+[{_STARTERS}]"
_PERHAPS_MASKED = re.compile(b"'[=+@\t\n\xef-]")  # 0xEF begins the full-width starters
_NUMBER = re.compile(r"[+-] ?[0-9][0-9.,' \u00a0\u2009\u202f]*[%€]?(?: [rp])*|-(?: [rp])*", re.ASCII)


def mask(text: str) -> str:
    """The text as a spreadsheet shows it and does not run it; numbers and the sign "-" stay as they are."""
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def unmask(
    frame: pd.DataFrame, lines: npt.NDArray[np.int64], source: bytes | None = None
) -> tuple[pd.DataFrame, list[Remark]]:
    """Take the apostrophe off again and say where; `source` is the text the frame was read from, if it was one text
    (looked at first)."""
    if source is not None and (b"'" not in source or not _PERHAPS_MASKED.search(source)):
        return frame, []
    frame = frame.copy()
    touched: list[npt.NDArray[np.int64]] = []
    for column in frame.columns:
        masked = frame[column].str.match(_MASKED)
        if masked.any():
            frame[column] = frame[column].mask(masked, frame[column].str.slice(1))
            touched.append(lines[masked.to_numpy()])
    if not touched:
        return frame, []
    found = np.sort(np.concatenate(touched))
    return frame, [
        Remark(
            "cell-unmasked",
            f"Vor Text, der mit =, +, - oder @ beginnt, stand ein Apostroph als Schutz vor Formeln. Er wurde entfernt "
            f"(Zellen: {len(found)}, zuerst in Zeile {found[0]}); der Text dahinter ist unverändert.",
            int(found[0]),
        )
    ]
