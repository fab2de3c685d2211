"""The invented places of Landkreis Musterland and how many people live there."""

from dataclasses import dataclass

DISTRICT = "99001"
DISTRICT_NAME = "Landkreis Musterland"
SEAT = "Musterstadt"
ASSOCIATION = "990015401"
ASSOCIATION_NAME = "Skizzental"
NO_ASSOCIATION = ""


@dataclass(frozen=True)
class Municipality:
    """One invented Gemeinde."""

    area: str
    name: str
    kind: str
    association: str
    hectares: int
    inhabitants: dict[int, int]
    """Persons by 31.12. of the year."""

    @property
    def official(self) -> str:
        """Name with kind, as directories write it."""
        return self.name if self.kind == "Gemeinde" else f"{self.name}, {self.kind}"

    @property
    def regional_key(self) -> str:
        """ARS, twelve digits: district, association (or the Gemeinde itself), Gemeinde."""
        return (self.association or f"{DISTRICT}0{self.area[5:]}") + self.area[5:]


def _gemeinde(
    number: int, name: str, kind: str, hectares: int, *inhabitants: int, member: bool = False
) -> Municipality:
    by_year = dict(zip((2023, 2024, 2025), inhabitants, strict=True))
    association = ASSOCIATION if member else NO_ASSOCIATION
    return Municipality(f"{DISTRICT}{number:03}", name, kind, association, hectares, by_year)


MUNICIPALITIES = (
    _gemeinde(1, "Musterstadt", "Stadt", 9400, 38_412, 38_655, 38_790),
    _gemeinde(2, "Beispielhausen", "Gemeinde", 7968, 15_874, 15_903, 15_881),
    _gemeinde(3, "Fabelsiek", "Gemeinde", 5986, 11_236, 11_190, 11_172),
    _gemeinde(4, "Probenmühlen", "Gemeinde", 5489, 9_741, 9_768, 9_802),
    _gemeinde(5, "Vorbildingen", "Flecken", 5797, 7_318, 7_284, 7_251),
    _gemeinde(6, "Gleichnisrode", "Gemeinde", 9405, 5_927, 5_911, 5_934),
    _gemeinde(7, "Skizzenbüttel", "Gemeinde", 10274, 6_083, 6_112, 6_095, member=True),
    _gemeinde(8, "Großentwurf", "Gemeinde", 5901, 3_456, 3_431, 3_419, member=True),
    _gemeinde(9, "Märchenförde", "Gemeinde", 4947, 2_187, 2_203, 2_198, member=True),
)
"""In official order."""

NAMES = {place.area: place.name for place in MUNICIPALITIES}
