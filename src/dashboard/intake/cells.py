"""Columns of text whose few distinct spellings are looked up."""

from collections.abc import Mapping

import pandas as pd


def looked_up(texts: "pd.Series[str]", meanings: Mapping[str, str]) -> "pd.Series[str]":
    """What each text means; "" where ``meanings`` does not know it."""
    known = {text: meanings.get(text, "") for text in texts.unique().tolist()}
    return texts.map(known).astype("str")
