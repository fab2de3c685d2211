"""The meetings of the fictional county, day by day: invited, held, minuted, approved, and what came of them.

What was before the office kept its meetings here (``bodies.ENTERED_ON``) is entered on that day, in its order.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import partial
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import select

from dashboard.catalogue.catalogue import Catalogue
from dashboard.demo import bodies, dates
from dashboard.demo.agreements import Deed
from dashboard.demo.resolved import Register
from dashboard.demo.sittings import Addition, Item, Sitting, sittings
from dashboard.meetings import agenda, presence
from dashboard.meetings.approval import AddendumForm, add_addendum, approve
from dashboard.meetings.approved import open_meeting
from dashboard.meetings.body_models import Body
from dashboard.meetings.carrying import from_last_meeting
from dashboard.meetings.forms import ItemForm, MeetingForm, ParticipationForm, TemplateForm, TemplateItem
from dashboard.meetings.kinds import ItemState, MeetingKind, MeetingState, Presence
from dashboard.meetings.meetings import add_meeting
from dashboard.meetings.minutes import save_text
from dashboard.meetings.models import AgendaItem, Meeting
from dashboard.meetings.states import Step, set_state
from dashboard.meetings.templates import add_template, apply_template
from dashboard.store import Actor, Circle, Store, UnitOfWork

TEMPLATE = TemplateForm(
    "Sitzung des Koordinierungsstabs",
    (
        TemplateItem("Begrüßung und Genehmigung der Niederschrift", Circle.PUBLIC, 15, "Landrat"),
        TemplateItem("Zahlen des Quartals: Was ist neu, was ist auffällig?", Circle.PUBLIC, 45, "Koordinierungsstelle"),
        TemplateItem("Lage in den Gemeinschaftsunterkünften", Circle.COORDINATION, 30, "Fachbereich Soziales"),
        TemplateItem("Berichte aus Arbeitsgruppen und Bündnissen", Circle.PUBLIC, 30),
        TemplateItem("Verabredungen, Empfehlungen und Vorschläge", Circle.PUBLIC, 30, "Landrat"),
        TemplateItem("Termine und Verschiedenes", Circle.PUBLIC, 15),
    ),
)


def enter(store: Store, editor: Actor, catalogue: Catalogue) -> None:
    """Write bodies and meetings: each day in a transaction of its own, bearing that day."""
    tale = _Tale(catalogue)
    days: dict[date, list[Deed]] = defaultdict(list)
    days[bodies.ENTERED_ON].append(tale.begin)
    for founded in bodies.LATER_ON.values():
        days[founded].append(partial(tale.found, on=founded))
    days[bodies.RENEWED_ON].append(tale.renew)
    for sitting in sittings():
        for day, deed in tale.of(sitting):
            days[max(day, bodies.ENTERED_ON)].append(deed)
    for day in sorted(days):
        with store.unit_of_work(editor) as work, dates.on(work, day):
            known = [list(work.session.scalars(select(model))) for model in (Body, Meeting, AgendaItem)]
            assert known  # while they are held here, nothing reads them again one by one
            for deed in days[day]:
                deed(work)


class _Tale:
    """What is known by now while the meetings are told: ids by the keys of the stories."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.bodies: dict[str, int] = {}
        self.meetings: dict[str, int] = {}
        self.items: dict[tuple[str, int], int] = {}
        self.template = 0
        self.offices = bodies.Offices({}, {})
        self.register = Register(catalogue, self.bodies)

    def begin(self, work: UnitOfWork) -> None:
        self.offices = self.register.offices = bodies.offices(work)
        self.template = add_template(work, TEMPLATE)
        self.found(work, on=bodies.ENTERED_ON)

    def found(self, work: UnitOfWork, *, on: date) -> None:
        self.bodies.update(bodies.enter(work, self.offices, on=on))

    def renew(self, work: UnitOfWork) -> None:
        bodies.renew(work, self.offices, self.bodies)

    def of(self, one: Sitting) -> Iterator[tuple[date, Deed]]:
        """What happens on which day around a meeting."""
        yield one.entered, partial(self._plan, one)
        if one.invited is not None:
            yield one.invited, self._moving(one, Step(MeetingState.INVITED))
        if one.cancelled is not None:
            yield one.cancelled, self._moving(one, Step(MeetingState.CANCELLED, why=one.why))
        if not one.held:
            return
        yield one.day, self._moving(one, Step(MeetingState.HELD))
        yield one.day, partial(self._attend, one)
        for number, item in enumerate(one.item, 1):
            yield one.day, partial(self._minute, (one.key, number), item)
            yield from self.register.of(partial(self._item, (one.key, number)), item, one)
        if one.sent is not None:
            state = MeetingState.DRAFT_SENT if one.objections_until is None else MeetingState.OBJECTIONS
            yield one.sent, self._moving(one, Step(state, one.sent, one.objections_until))
        if one.approved is not None:
            yield one.approved, lambda work: approve(work, self.meetings[one.key])
        for addition in one.addendum:
            yield addition.day, partial(self._append, one, addition)

    def _plan(self, one: Sitting, work: UnitOfWork) -> None:
        wish = MeetingForm(
            self.bodies[one.body], one.day, one.begins, one.ends, None, MeetingKind(one.kind), one.title, one.place,
            one.invitation, Circle(one.circle),
        )  # fmt: skip
        key = self.meetings[one.key] = add_meeting(work, wish)
        row = open_meeting(work, key)
        row.uid = uid_of(one.key)
        forms = [_item_form(key, one, item) for item in one.item]
        for number, new in enumerate(agenda.put_in(work, row, [agenda.checked_item(form) for form in forms]), 1):
            self.items[one.key, number] = new.id
        if one.carries:
            apply_template(work, key, self.template)
            from_last_meeting(work, key)

    def _moving(self, one: Sitting, step: Step) -> Deed:
        def move(work: UnitOfWork) -> None:
            row = work.session.get_one(Meeting, self.meetings[one.key])
            set_state(work, row.id, step, seen=row.version)

        return move

    def _attend(self, one: Sitting, work: UnitOfWork) -> None:
        meeting = self.meetings[one.key]
        known = self.offices.organisations
        wishes = [ParticipationForm(meeting, known[key], count=count) for key, count in one.present.items()]
        wishes += [ParticipationForm(meeting, known[key], presence=Presence.EXCUSED) for key in one.excused]
        wishes += [
            ParticipationForm(meeting, guest=guest, presence=Presence.GUEST, count=count)
            for guest, count in one.guests.items()
        ]
        wishes += [ParticipationForm(meeting, field=code, count=count) for code, count in one.heads.items()]
        for wish in wishes:
            presence.add_participation(work, self.catalogue, wish)

    def _minute(self, key: tuple[str, int], item: Item, work: UnitOfWork) -> None:
        number = self.items[key]
        save_text(work, number, item.text, seen=work.session.get_one(AgendaItem, number).version)
        agenda.mark_item(work, number, ItemState(item.state))

    def _item(self, key: tuple[str, int]) -> int:
        return self.items[key]

    def _append(self, one: Sitting, addition: Addition, work: UnitOfWork) -> None:
        wish = AddendumForm(
            addition.text, addition.reason, self.items[one.key, addition.item], Circle(addition.circle)
        )  # fmt: skip
        add_addendum(work, self.meetings[one.key], wish)


def uid_of(sitting: str) -> str:
    """The lasting name of a meeting by its key in the story: the same county at every making."""
    return str(uuid5(NAMESPACE_URL, f"musterland.example/{sitting}"))


def _item_form(meeting: int, one: Sitting, item: Item) -> ItemForm:
    return ItemForm(
        meeting, item.title, Circle(item.circle or one.circle), begins=item.begins, presenter=item.presenter,
        paper=item.paper, consultation=item.consultation,
    )  # fmt: skip
