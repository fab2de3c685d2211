"""Where an exhibit comes from: a builder and its parameters, never a figure. Kept as JSON."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from dashboard.errors import UserError
from dashboard.periods import Frequency

MOST_AREAS = 4
_TEXTS = ("builder", "indicator", "area", "field", "metric", "dimension")


class ReferenceInvalid(UserError):
    """A reference that no exhibit can be made from; the sentence says why."""


@dataclass(frozen=True)
class Reference:
    """``builder`` is a key of ``builders.BUILDERS``, which says what of the rest it reads."""

    builder: str
    indicator: str = ""
    areas: tuple[str, ...] = ()
    """Places drawn beside the district."""
    area: str = ""
    """The one place it is about; empty: the district."""
    field: str = ""
    metric: str = ""
    dimension: str = ""
    per_thousand: bool = False
    over: Frequency | None = None
    """Flows added over longer periods."""
    alliance: int | None = None
    """None: all."""

    @property
    def facts(self) -> dict[str, Any]:
        """As JSON has it, without what was not said."""
        return {
            one.name: list(value) if isinstance(value, tuple) else value
            for one in fields(self)
            if (value := getattr(self, one.name)) not in ("", (), False, None)
        }

    @property
    def text(self) -> str:
        """As it is kept."""
        return json.dumps(self.facts, ensure_ascii=False, sort_keys=True)

    @classmethod
    def of(cls, facts: Any) -> "Reference":
        """The reference of such facts; raises ReferenceInvalid for what this program does not know."""
        known = {one.name for one in fields(cls)}
        if not isinstance(facts, Mapping) or not known.issuperset(facts) or not _is_sound(facts):
            raise ReferenceInvalid(
                "Diese Darstellung kennt das Programm in dieser Fassung nicht. Bitte nehmen Sie sie aus der Mappe und "
                "wählen Sie sie neu aus."
            )
        over = facts.get("over")
        return cls(**{**facts, "areas": tuple(facts.get("areas", ())), "over": Frequency(over) if over else None})

    @classmethod
    def read(cls, text: str) -> "Reference":
        """The reference as it was kept; raises ReferenceInvalid."""
        try:
            return cls.of(json.loads(text))
        except json.JSONDecodeError:
            return cls.of(None)


def _is_sound(facts: Mapping[str, Any]) -> bool:
    areas, alliance = facts.get("areas", []), facts.get("alliance")
    return (
        bool(facts.get("builder"))
        and all(isinstance(facts.get(name, ""), str) for name in _TEXTS)
        and isinstance(areas, list | tuple)
        and len(areas) <= MOST_AREAS
        and all(isinstance(area, str) for area in areas)
        and isinstance(facts.get("per_thousand", False), bool)
        and (alliance is None or (isinstance(alliance, int) and not isinstance(alliance, bool)))
        and facts.get("over") in (None, *Frequency)
    )
