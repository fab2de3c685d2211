"""Two writers, any order of typing, saving, leaving, taking over and approving: no acknowledged sentence is lost.

And whatever they do, the public reads no sentence that is not public.
"""

import contextlib
from itertools import count
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from minutes_room import ERIKA, OTTO, PARTNER, PRESS, body, do, item, look, meeting
from sqlalchemy import select

from dashboard.errors import Conflict
from dashboard.meetings.approval import AddendumForm, UnsavedDrafts, add_addendum, approve
from dashboard.meetings.approved import MinutesApproved
from dashboard.meetings.content import content
from dashboard.meetings.minutes import save_text
from dashboard.meetings.models import AgendaItem
from dashboard.meetings.writing import claim, key_of, leave, take_draft, take_over
from dashboard.store import Actor, Circle, Store, drafts, search
from dashboard.store.kept import EditConflict
from dashboard.store.models import Draft
from thorough import many

WRITERS = st.sampled_from([ERIKA, OTTO])
ITEMS = st.integers(0, 1)
CIRCLES = (Circle.PUBLIC, Circle.INTERNAL)
SENTENCES_BEFORE_APPROVAL = 4


class TwoWriters(RuleBasedStateMachine):
    """``boxes``: what each writer has on screen for an item, and from which version; ``acknowledged``: what is safe."""

    store: Store

    def __init__(self) -> None:
        super().__init__()
        self.words = count(1)
        self.boxes: dict[tuple[str, int], tuple[str, int]] = {}
        self.acknowledged: dict[str, int] = {}
        self.approved = False

    @initialize()
    def begin(self) -> None:
        self.meeting = meeting(self.store, body(self.store))
        self.items = [
            item(self.store, self.meeting, "Punkt", at, circle=circle.value) for at, circle in enumerate(CIRCLES, 1)
        ]

    @rule(who=WRITERS, at=ITEMS)
    def types(self, who: Actor, at: int) -> None:
        """Goes on with what is on screen, else with what is kept; the draft is acknowledged."""
        text, version = self._box(who, at)
        # Words of one length: none is a part of another, as „Satz1“ is of „Satz12“.
        sentence = f"Satz{next(self.words):05}{CIRCLES[at].value}."
        text = f"{text}\n{sentence}".strip()
        drafts.put(self.store, who, key_of(self.items[at]), text, version)
        self.boxes[who.name, at] = (text, version)
        self.acknowledged[sentence] = at

    @precondition(lambda self: self.boxes)
    @rule(who=WRITERS, at=ITEMS)
    def saves(self, who: Actor, at: int) -> None:
        """Saves what is on screen; told of a conflict, takes the other's text and puts the own below it."""
        if (who.name, at) not in self.boxes:
            return
        text, version = self.boxes[who.name, at]
        try:
            do(self.store, save_text, self.items[at], text, seen=version, actor=who)
        except MinutesApproved:
            assert self.approved
        except EditConflict as conflict:
            theirs = conflict.theirs["Niederschrift"]
            lines = [theirs, *(line for line in text.splitlines() if line not in theirs)]
            self.boxes[who.name, at] = ("\n".join(lines).removeprefix("–\n"), conflict.version)
        else:
            assert not self.approved or text == self._kept(at)[0]
            del self.boxes[who.name, at]

    @rule(first=WRITERS, at=ITEMS)
    def at_once(self, first: Actor, at: int) -> None:
        """Both type at the same place before either saves: rarely found by chance, and what matters most."""
        second = OTTO if first == ERIKA else ERIKA
        for who in (first, second):
            self.types(who, at)
        for who in (first, second):
            self.saves(who, at)

    @rule(who=WRITERS)
    def is_cut_off(self, who: Actor) -> None:
        """The browser is gone: what was on screen comes back from the drafts alone."""
        self.boxes = {key: box for key, box in self.boxes.items() if key[0] != who.name}
        for at, key in enumerate(self.items):
            draft = look(self.store, drafts.get, who, key_of(key))
            if draft is not None:
                self.boxes[who.name, at] = (draft.text, draft.base_version)

    @rule(who=WRITERS)
    def comes(self, who: Actor) -> None:
        claim(self.store, who, self.meeting)

    @rule(who=WRITERS)
    def leaves(self, who: Actor) -> None:
        leave(self.store, who, self.meeting)

    @rule(who=WRITERS)
    def takes_over(self, who: Actor) -> None:
        """Takes over, and with it every draft where there is none of one's own."""
        with contextlib.suppress(MinutesApproved):
            for typed in do(self.store, take_over, self.meeting, actor=who):
                at = self.items.index(int(typed.key.object_id))
                try:
                    do(self.store, take_draft, typed.id, actor=who)
                except Conflict:
                    continue
                self.boxes[who.name, at] = (typed.text, typed.base_version or 1)

    @precondition(lambda self: len(self.acknowledged) >= SENTENCES_BEFORE_APPROVAL)
    @rule(who=WRITERS, despite=st.booleans())
    def approves(self, who: Actor, despite: bool) -> None:
        try:
            do(self.store, approve, self.meeting, despite_drafts=despite, actor=who)
        except (UnsavedDrafts, MinutesApproved):
            return
        self.approved = True

    @precondition(lambda self: self.approved)
    @rule(who=WRITERS, at=ITEMS)
    def appends(self, who: Actor, at: int) -> None:
        sentence = f"Satz{next(self.words):05}{CIRCLES[at].value}."
        wish = AddendumForm(sentence, "vergessen", self.items[at], CIRCLES[at])
        do(self.store, add_addendum, self.meeting, wish, actor=who)
        self.acknowledged[sentence] = at

    @invariant()
    def no_acknowledged_sentence_is_lost(self) -> None:
        if not self.acknowledged:
            return
        keys = [str(key) for key in self.items]
        typed = look(self.store, lambda s: list(s.scalars(select(Draft.text).where(Draft.object_id.in_(keys)))))
        said = "\n".join([repr(look(self.store, content, ERIKA, self.meeting)), *typed])
        assert [sentence for sentence in self.acknowledged if sentence not in said] == []

    def teardown(self) -> None:
        """Nobody reads, at the end of it all, what is for a narrower circle."""
        for actor in (PARTNER, PRESS) if self.acknowledged else ():
            said = repr(look(self.store, content, actor, self.meeting))
            for sentence, at in self.acknowledged.items():
                if not actor.circle.may_see(CIRCLES[at]):
                    assert sentence not in said
                    assert look(self.store, search.find, actor.circle, sentence).hits == []

    def _box(self, who: Actor, at: int) -> tuple[str, int]:
        return self.boxes.get((who.name, at)) or self._kept(at)

    def _kept(self, at: int) -> tuple[str, int]:
        def read(session: Any) -> tuple[str, int]:
            row = session.get_one(AgendaItem, self.items[at])
            return row.text, row.version

        kept: tuple[str, int] = look(self.store, read)
        return kept


def test_two_writers_lose_no_acknowledged_sentence_and_the_public_reads_none_that_is_not_public(
    office: Store,
) -> None:
    TwoWriters.store = office
    run_state_machine_as_test(TwoWriters, settings=settings(max_examples=many(8, 4), stateful_step_count=12))
