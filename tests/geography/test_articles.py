"""Names of places in sentences: with the article that belongs to them, or none."""

import pytest

from dashboard.geography.articles import accusative, dative, located, nominative


@pytest.mark.parametrize(
    ("name", "who", "whom", "to_whom", "where"),
    [
        ("Landkreis Peine", "der Landkreis Peine", "den Landkreis Peine", "dem Landkreis Peine", "im Landkreis Peine"),
        ("Salzlandkreis", "der Salzlandkreis", "den Salzlandkreis", "dem Salzlandkreis", "im Salzlandkreis"),
        ("Region Harz", "die Region Harz", "die Region Harz", "der Region Harz", "in der Region Harz"),
        ("Amt Büchen", "das Amt Büchen", "das Amt Büchen", "dem Amt Büchen", "im Amt Büchen"),
        ("Vechelde", "Vechelde", "Vechelde", "Vechelde", "in Vechelde"),
        ("Amt", "Amt", "Amt", "Amt", "in Amt"),
        ("", "", "", "", "in "),
    ],
)  # fmt: skip
def test_a_place_has_its_article_in_every_case(name: str, who: str, whom: str, to_whom: str, where: str) -> None:
    assert (nominative(name), accusative(name), dative(name), located(name)) == (who, whom, to_whom, where)
