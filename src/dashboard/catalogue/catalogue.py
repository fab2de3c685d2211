"""The catalogue as the program uses it: read once, never changed, safe to share between sessions."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from dashboard.catalogue.entries import Break, Field, Indicator, Term
from dashboard.catalogue.headers import Headers
from dashboard.catalogue.profiles import FlatProfile, Profile
from dashboard.catalogue.profiles_tables import ClassicProfile, LongProfile
from dashboard.catalogue.stored import Decision
from dashboard.catalogue.vocabulary import Vocabulary
from dashboard.formats import number


@dataclass(frozen=True, eq=False)
class Catalogue:
    """All that is known about figures before any figure is there. Equal only to itself, so it can be a key."""

    fields: Mapping[str, Field]
    """By code, in the order on screen."""
    indicators: Mapping[str, Indicator]
    """By code, also those that are turned off; in the order of fields, then of the files."""
    profiles: Mapping[str, Profile]
    breaks: tuple[Break, ...]
    """In the order of time."""
    vocabulary: Vocabulary
    headers: Headers
    version: str
    """Fingerprint of files and own entries: the same content has the same one, in every process."""
    retired: Mapping[str, str] = field(default_factory=dict)
    """Indicators that were retired, and why: no new values, not offered; what came before stays in the history."""
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    """Indicators that a recorded decision turned on."""

    def enabled(self, field: str | None = None) -> tuple[Indicator, ...]:
        """Indicators that are turned on, of one field or of all."""
        return tuple(i for i in self.indicators.values() if i.enabled and field in (None, i.field))

    @property
    def remembered(self) -> tuple[Indicator, ...]:
        """Indicators whose values can be looked up: those turned on and those retired, never those turned off.

        A restricted one that was retired needs its decision for that.
        """
        return tuple(
            indicator
            for code, indicator in self.indicators.items()
            if indicator.enabled or (code in self.retired and (not indicator.restrictions or code in self.decisions))
        )

    def breaks_of(self, indicator: str, area: str | None = None) -> tuple[Break, ...]:
        """Breaks in the values of an indicator; a rate has those of its terms too."""
        codes = {indicator, *(term.code for term in self.indicators[indicator].terms)}
        return tuple(b for b in self.breaks if any(b.concerns(code, area) for code in codes))

    def basis(self, indicator: str, day: date) -> str | None:
        """Name of the basis a value of ``day`` rests on („Basis Zensus 2022“); None where no break names one."""
        named = [b for b in self.breaks if b.before and b.concerns(indicator)]
        past = [b for b in named if b.since <= day]
        if past:
            return past[-1].after
        return named[0].before if named else None

    def counted_twice(self, codes: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Pairs among ``codes`` that hold some of the same persons and must never be added.

        A part inherits the guards of its whole: ``davon_sgb`` must not meet what ``belegt`` must not meet.
        """
        return tuple(
            (first, second)
            for first, second in combinations(codes, 2)
            if first == second or self._overlap(self._lineage(first), self._lineage(second))
        )

    def formula(self, code: str) -> str:
        """How a rate is computed, in words: „Belegt ÷ (Plätze − Gesperrt) × 100“; empty for a value."""
        rate = self.indicators[code]
        if rate.kind != "rate":
            return ""
        formula = f"{self._sum(rate.numerator)} ÷ {self._sum(rate.denominator)}"
        return formula if rate.factor == 1 else f"{formula} × {number(rate.factor)}"

    def profile_of(
        self, statistic: str, value_variable: str, variables: Collection[str], label: str = ""
    ) -> FlatProfile | None:
        """The profile of a flat file with these codes and this label of what is measured, None where there is none.

        One that names all variables goes before an open one.
        """
        flat = [profile for profile in self.profiles.values() if isinstance(profile, FlatProfile)]
        fitting = (p for p in sorted(flat, key=lambda p: p.open) if p.fits(statistic, value_variable, variables, label))
        return next(fitting, None)

    def classic_profile(self, names: Collection[str]) -> ClassicProfile | None:
        """The profile of a classic table that calls itself by one of these names („12411-15i“)."""
        classic = (profile for profile in self.profiles.values() if isinstance(profile, ClassicProfile))
        return next((profile for profile in classic if profile.recognition.fits(names)), None)

    def long_profile(self, headers: Collection[str], file: str) -> LongProfile | None:
        """The profile of a long table with these headers and this file name; one that names the file goes first."""
        long = [profile for profile in self.profiles.values() if isinstance(profile, LongProfile)]
        ordered = sorted(long, key=lambda profile: not profile.recognition.files)
        return next((profile for profile in ordered if profile.recognition.fits(headers, file)), None)

    def _lineage(self, code: str) -> list[str]:
        """The indicator and the wholes it is a part of, outwards."""
        line = [code]
        while (whole := self.indicators[line[-1]].part_of) is not None:
            line.append(whole)
        return line

    def _overlap(self, first: list[str], second: list[str]) -> bool:
        if first[0] in second or second[0] in first:
            return True
        return any(other in self.indicators[one].never_with for one in first for other in second)

    def _sum(self, terms: tuple[Term, ...]) -> str:
        parts = []
        for position, term in enumerate(terms):
            sign = "−" if term.sign < 0 else "+" if position else ""
            parts.append(f"{sign} {self.indicators[term.code].short}".strip())
        return f"({' '.join(parts)})" if len(parts) > 1 else parts[0]
