"""How texts and what people look for are made comparable: „Straße“ is „strasse“, „Ärzte“ is „Aerzte“ and „Arzte“.

Two steps. ``spelled`` works letter by letter: no case, no marks, ß as ss. Then every e after a, o and u is dropped,
so that both spellings of an umlaut are one, also in „säen“. Nobody reads the result.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence

SHORTEST = 3
"""Letters a word needs so that the index of trigrams can find it."""
LONGEST_WORD = 60
"""Letters of one word that are looked for."""
_DROPPED = {"Mn", "Me", "Cf", "Cs"}
"""Marks, and what is not seen: soft hyphens, marks of direction, halves of characters."""
_SPACES = {"Cc", "Zs", "Zl", "Zp"}
_LETTERS = {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "a", "œ": "o", "’": "'", "‘": "'"}
"""Letters of names that no normal form takes apart, and the two apostrophes."""
_SECOND_SPELLING = re.compile("(?<=[aou])e+")
_TAIL = re.compile(rf"(?<=[aou])(?=(e\S{{0,{2 * LONGEST_WORD}}}))")
_AT_THE_EDGE = "\"'„“”‚‘’«»‹›*()[]{},;:!?."
"""What people set around a word and do not look for."""
_CHUNK = 256


class _Letters(dict[int, str]):
    """What becomes of a character that is already casefolded and decomposed; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        category = unicodedata.category(letter)
        if category in _DROPPED or unicodedata.combining(letter):
            kept = ""
        elif category in _SPACES:
            kept = " "
        else:
            kept = "-" if category == "Pd" else _LETTERS.get(letter, letter)
        self[code] = kept
        return kept


_KEPT = _Letters()


def storable(text: str) -> str:
    """``text`` without what one of the databases cannot keep: NUL and halves of characters."""
    return text.encode("utf-8", "replace").decode().replace("\0", "\ufffd")


def spelled(text: str) -> str:
    """Without case, marks and invisible characters; letter by letter, so texts may be cut anywhere."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return folded.casefold().translate(_KEPT)


def fold(query: str) -> str:
    """The form in which a word is looked for: both spellings of an umlaut made one."""
    return _collapsed(spelled(query))


def searchable(text: str) -> str:
    """The form of a text that is kept for searching; contains ``fold(part)`` of every part of its words.

    „neueinreise“ loses the e that begins „einreise“: what follows such an e is kept once more, at the end.
    """
    spelling = spelled(text)
    tails = {_collapsed(tail) for tail in _TAIL.findall(spelling)}
    return "\n".join([_collapsed(spelling), *sorted(tails)])


def words(query: str) -> list[str]:
    """The different words of a query, folded, without what is set around them, in their order."""
    return list(dict.fromkeys(map(_collapsed, _parts(query))))


def has_long_word(query: str) -> bool:
    """Whether a word has three letters as it is written („Aue“, though it folds to two)."""
    return any(len(part) >= SHORTEST for part in _parts(query))


def locate(text: str, sought: Sequence[str]) -> tuple[int, int] | None:
    """Begin and end, in the original ``text``, of the first place where one of the folded words stands."""
    spelling = spelled(text)
    dropped = [spot for match in _SECOND_SPELLING.finditer(spelling) for spot in range(*match.span())]
    folded = _collapsed(spelling)
    for word in sought:
        places = [spot for spot in dropped if word[0] == "e" and _collapsed(_tail(spelling, spot)).startswith(word)]
        if (found := folded.find(word)) >= 0:
            kept_before = [spot - earlier for earlier, spot in enumerate(dropped)]
            places.append(found + bisect_right(kept_before, found))
        if places:
            first = min(places)
            return _index(text, first), _index(text, _last(spelling, first, len(word))) + 1
    return None


def _parts(query: str) -> list[str]:
    return [(part.strip(_AT_THE_EDGE) or part)[:LONGEST_WORD] for part in spelled(query).split()]


def _collapsed(spelling: str) -> str:
    return _SECOND_SPELLING.sub("", spelling)


def _tail(spelling: str, spot: int) -> str:
    return spelling[spot : spot + 2 * LONGEST_WORD]


def _last(spelling: str, first: int, length: int) -> int:
    """Where the last of ``length`` kept characters from ``first`` on stands."""
    last = first
    for _ in range(length - 1):
        skipped = _SECOND_SPELLING.match(spelling, last + 1)
        last = skipped.end() if skipped else last + 1
    return last


def _index(text: str, place: int) -> int:
    for start in range(0, len(text), _CHUNK):
        length = len(spelled(text[start : start + _CHUNK]))
        if place < length:
            for index in range(start, len(text)):
                place -= len(spelled(text[index]))
                if place < 0:
                    return index
        place -= length
    raise AssertionError("a place outside the text")
