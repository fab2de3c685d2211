"""A table as TOML text that reads back as the same table, the way the catalogue's files are written."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

DELETE = "\x7f"
"""The one character that JSON leaves as it is and TOML does not allow."""


def written(table: Mapping[str, Any]) -> str:
    """One line per key in the given order; tables inside stand in one line each."""
    return "".join(f"{_key(key)} = {_value(value)}\n" for key, value in table.items())


def _key(key: str) -> str:
    plain = key.replace("_", "").replace("-", "")
    return key if plain.isascii() and plain.isalnum() else _text(key)


def _value(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case str():
            return _text(value)
        case date():
            return value.isoformat()
        case Mapping():
            return "{ " + ", ".join(f"{_key(key)} = {_value(one)}" for key, one in value.items()) + " }"
        case list() | tuple():
            return "[" + ", ".join(map(_value, value)) + "]"
    raise TypeError(f"{type(value).__name__} has no place in an entry of the catalogue")


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace(DELETE, "\\u007f")
