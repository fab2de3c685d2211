"""The catalogue's files as they have been read, before it is known whether they fit together."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from dashboard.catalogue.entries import Break, Field, Indicator
from dashboard.catalogue.problems import Problem
from dashboard.catalogue.profiles import Profile
from dashboard.catalogue.vocabulary import Vocabulary

FIELDS, BREAKS, VOCABULARY = "fields.toml", "breaks.toml", "vocabulary.toml"
INDICATORS, PROFILES = "indicators", "profiles"


@dataclass(frozen=True)
class Files:
    """What has been read, and from which file each indicator and profile comes."""

    fields: Mapping[str, Field]
    indicators: Mapping[str, Indicator]
    place_of: Mapping[str, str]
    """Indicator -> file."""
    breaks: Mapping[str, Break]
    vocabulary: Vocabulary
    profiles: Mapping[str, Profile]
    """By file."""

    def at(self, code: str, sentence: str) -> Problem:
        """A problem of the indicator ``code``."""
        return Problem(self.place_of[code], code, sentence)

    @property
    def dimensions(self) -> frozenset[str]:
        """Names of the dimensions the vocabulary knows."""
        return frozenset(dimension.name for dimension in self.vocabulary.dimensions)


Rule = Callable[[Files], Iterator[Problem]]
