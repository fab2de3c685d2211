"""Names of places with their German article, for sentences: „der Landkreis Peine“, but „Vechelde“."""

from collections.abc import Mapping

_FEMININE = {
    *("samtgemeinde", "verbandsgemeinde", "gemeinde", "einheitsgemeinde", "stadt", "hansestadt", "universitätsstadt"),
    *("landeshauptstadt", "region", "städteregion", "verwaltungsgemeinschaft"),
}
_MASCULINE = {"flecken", "markt", "regionalverband", "landkreis", "kreis"}
_NEUTER = {"amt"}


def nominative(name: str) -> str:
    """„der Landkreis Peine“, „die Samtgemeinde Velpke“, „Vechelde“."""
    return _with_article(name, {"m": "der", "f": "die", "n": "das"})


def accusative(name: str) -> str:
    """After „für“: „den Landkreis Peine“, „die Samtgemeinde Velpke“, „Vechelde“."""
    return _with_article(name, {"m": "den", "f": "die", "n": "das"})


def dative(name: str) -> str:
    """After „von“: „dem Landkreis Peine“, „der Samtgemeinde Velpke“, „Vechelde“."""
    return _with_article(name, {"m": "dem", "f": "der", "n": "dem"})


def located(name: str) -> str:
    """Where: „im Landkreis Peine“, „in der Samtgemeinde Velpke“, „in Vechelde“."""
    found = _with_article(name, {"m": "im", "f": "in der", "n": "im"})
    return found if found != name else f"in {name}"


def _with_article(name: str, articles: Mapping[str, str]) -> str:
    word = name.split(" ")[0].lower()
    if word in _FEMININE and " " in name:
        return f"{articles['f']} {name}"
    if word in _NEUTER and " " in name:
        return f"{articles['n']} {name}"
    if word.endswith("kreis") or (word in _MASCULINE and " " in name):
        return f"{articles['m']} {name}"
    return name
