"""What may harm people appears nowhere until the Koordinierungsstab's decision is recorded, and then as restricted."""

from datetime import date, timedelta

import pytest

from dashboard.catalogue import EntryKind, current
from dashboard.catalogue import commands as catalogue_commands
from dashboard.catalogue.commands import EntryRefused, ReasonMissing
from dashboard.catalogue.queries import history, texts
from dashboard.catalogue.texts import State
from dashboard.errors import Conflict, NotAllowed, UserError
from dashboard.store import Actor, Circle, Role
from dashboard.store.audit import entries

ATTACKS, SUSPECTS = "uebergriffe_auf_unterkuenfte", "tatverdaechtige_nichtdeutsch_anteil"
NEVER = ("rate", "ranking", "map", "trend", "sentence", "overview", "change")
BODY, REASON = "Koordinierungsstab", "Beschlossen in der Sitzung, Punkt 4"


class County:
    def __init__(self, store, folder):
        self.store, self.folder, self.admin = store, folder, Actor("Erika Muster", Role.ADMIN, Circle.INTERNAL)

    def do(self, command, *words, actor=None, **more):
        with self.store.unit_of_work(actor or self.admin) as work:
            return getattr(catalogue_commands, command)(work, self.folder, *words, **more)

    def decide(self, code=ATTACKS, *, day=date(2026, 3, 2), body=BODY, reason=REASON, seen=0, actor=None):
        return self.do("decide", code, day=day, body=body, reason=reason, seen=seen, actor=actor)

    @property
    def catalogue(self):
        return current(self.store, self.folder)

    def texts(self):
        with self.store.reading() as session:
            return texts(session, self.admin, self.folder)


@pytest.fixture
def county(store, real_folder):
    return County(store, real_folder)


def offered(catalogue):
    return {one.code for one in (*catalogue.enabled(), *catalogue.remembered)}


def test_nothing_harmful_is_offered_without_a_decision(county):
    assert not {ATTACKS, SUSPECTS} & offered(county.catalogue)
    assert county.texts().state(EntryKind.INDICATOR, ATTACKS) is State.DISABLED


def test_a_decision_turns_one_on_with_all_its_restrictions(county):
    assert county.decide() == (
        "„Übergriffe auf Unterkünfte“ ist eingeschaltet, mit allen Einschränkungen des Katalogs."
    )
    catalogue = county.catalogue
    assert ATTACKS in offered(catalogue)
    assert SUSPECTS not in offered(catalogue)
    attacks = catalogue.indicators[ATTACKS]
    assert [showing for showing in NEVER if attacks.allows(showing)] == []
    assert (attacks.levels, attacks.frequency) == (("district",), "year")
    decision = catalogue.decisions[ATTACKS]
    assert (decision.day, decision.body, decision.reason, decision.who) == (
        date(2026, 3, 2), BODY, REASON, "Erika Muster",
    )  # fmt: skip
    assert catalogue.headers.indicator("Angriffe auf Unterkünfte").kind == "indicator"
    assert county.texts().state(EntryKind.INDICATOR, ATTACKS) is State.DECIDED


def test_withdrawing_turns_it_off_again_and_all_is_recorded(county):
    county.decide()
    with pytest.raises(ReasonMissing):
        county.do("withdraw", ATTACKS, "", seen=1)
    assert county.do("withdraw", ATTACKS, "Neu beraten", seen=1) == (
        "„Übergriffe auf Unterkünfte“ ist wieder abgeschaltet und erscheint nirgends."
    )
    assert ATTACKS not in offered(county.catalogue)
    assert county.catalogue.headers.indicator("Angriffe auf Unterkünfte").kind == "disabled"
    with county.store.reading() as session:
        changes = history(session, county.admin, county.folder, ATTACKS)
        audit = [(one.action, one.who, one.object) for one in entries(session, county.admin)]
    assert [(one.version, one.archived, one.why, one.after["body"]) for one in changes] == [
        (2, True, "Neu beraten", BODY),
        (1, False, "", BODY),
    ]
    assert audit == [
        ("catalogue.turned-off", "Erika Muster", f"decision:{ATTACKS}"),
        ("catalogue.turned-on", "Erika Muster", f"decision:{ATTACKS}"),
    ]
    assert county.decide(seen=2).startswith("„Übergriffe auf Unterkünfte“ ist eingeschaltet")
    assert ATTACKS in offered(county.catalogue)


def test_a_retired_one_is_remembered_only_with_its_decision(county):
    county.do("retire", EntryKind.INDICATOR, SUSPECTS, "Wird nicht erhoben", seen=0)
    assert SUSPECTS not in offered(county.catalogue)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"day": None}, "Bitte den Tag angeben, an dem über „Übergriffe auf Unterkünfte“ entschieden wurde."),
        ({"reason": " "}, "Bitte begründen: die Entscheidung über „Übergriffe auf Unterkünfte“. Die Begründung bleibt "
         "im Verlauf."),
        ({"body": "Kreistag"}, "So kann der Eintrag nicht gelten:\nEigener Eintrag (Entscheidung), Eintrag "
         f"„{ATTACKS}“: Über „Übergriffe auf Unterkünfte“ entscheidet: Koordinierungsstab. Eingetragen ist "
         "„Kreistag“."),
        ({"code": "plaetze"}, "So kann der Eintrag nicht gelten:\nEigener Eintrag (Entscheidung), Eintrag „plaetze“: "
         "„Plätze in Unterkünften“ ist nicht abgeschaltet."),
    ],
)  # fmt: skip
def test_a_decision_is_complete_and_of_the_right_body(county, wrong, sentence):
    with pytest.raises(UserError) as caught:
        county.decide(**wrong)
    assert str(caught.value) == sentence
    assert dict(county.catalogue.decisions) == {}


def test_a_decision_of_tomorrow_is_none(county):
    with pytest.raises(UserError, match="liegt in der Zukunft"):
        county.decide(day=date.today() + timedelta(days=2))


def test_two_who_decide_at_once_see_each_other(county):
    county.decide()
    with pytest.raises(Conflict, match="Erika Muster hat den Eintrag"):
        county.decide(reason="Eine andere Begründung")


def test_only_administrators_of_the_internal_circle_record_a_decision(county):
    for actor in (Actor("a", Role.EDITOR, Circle.INTERNAL), Actor("b", Role.ADMIN, Circle.PUBLIC)):
        with pytest.raises(NotAllowed):
            county.decide(actor=actor)


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"enabled": True}, "enabled"),
        ({"levels": ["district", "municipality"]}, "levels"),
        ({"frequency": "quarter"}, "frequency"),
        ({"restrictions": {"decision": "Koordinierungsstab", "never": []}}, "restrictions"),
        ({"restrictions": {"decision": "Ich", "never": list(NEVER)}}, "restrictions"),
    ],
)
def test_no_form_loosens_a_restriction(county, change, key):
    content = {**county.texts().content(EntryKind.INDICATOR, ATTACKS), **change}
    with pytest.raises(EntryRefused) as caught:
        county.do("save", EntryKind.INDICATOR, ATTACKS, content, seen=0)
    assert f"„{key}“ steht bei dieser Kennzahl fest und bleibt, wie es in der Datei steht." in [
        problem.sentence for problem in caught.value.problems
    ]


def test_no_rate_is_made_of_what_may_never_be_a_rate(county):
    content = {
        "title": "Übergriffe je Platz", "field": "safety", "unit": "je Platz", "counts": "none", "levels": ["district"],
        "frequency": "year", "source": "Berechnet", "definition": "Eine Quote.", "kind": "rate",
        "numerator": [ATTACKS], "denominator": ["plaetze"],
    }  # fmt: skip
    with pytest.raises(EntryRefused, match=f"Aus „{ATTACKS}“ darf keine Quote gebildet werden."):
        county.do("save", EntryKind.INDICATOR, "uebergriffe_je_platz", content, seen=0)


def test_its_words_can_still_be_changed(county):
    content = {**county.texts().content(EntryKind.INDICATOR, SUSPECTS), "trap": "Verdacht ist kein Urteil."}
    county.do("save", EntryKind.INDICATOR, SUSPECTS, content, seen=0)
    assert county.catalogue.indicators[SUSPECTS].trap == "Verdacht ist kein Urteil."
    assert SUSPECTS not in offered(county.catalogue)
    county.decide(SUSPECTS)
    assert county.catalogue.indicators[SUSPECTS].restrictions.note.startswith("Tatverdächtige, nicht Verurteilte.")
