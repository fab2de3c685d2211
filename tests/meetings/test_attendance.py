"""The list of who was there is saved as a whole or not at all."""

import pytest
from minutes_room import ERIKA, body, do, look, meeting, organisation

from dashboard.errors import Conflict
from dashboard.meetings import presence
from dashboard.meetings.attendance import Line, save_list
from dashboard.meetings.forms import ParticipationForm
from dashboard.meetings.kinds import Presence
from dashboard.store import kept


def test_lines_are_added_changed_and_taken_off_together(office, catalogue) -> None:
    of, (church, _), (school, _) = meeting(office, body(office)), organisation(office, "A"), organisation(office, "B")
    both = [Line(0, 0, ParticipationForm(of, church)), Line(0, 0, ParticipationForm(of, school, count=2))]
    assert do(office, save_list, catalogue, both) == "Anwesenheit: 2 eingetragen."
    one, two = look(office, presence.present, ERIKA, catalogue, of).entries
    assert do(office, save_list, catalogue, []) == kept.NOTHING_CHANGED
    # The line that goes makes room for the one that becomes what it was.
    lines = [
        Line(0, 0, ParticipationForm(of, None, "Presse", presence=Presence.GUEST)),
        Line(two.id, two.version, ParticipationForm(of, two.form.organisation, count=5)),
        Line(0, 0, one.form),
        Line(one.id, one.version, None),
    ]
    said = do(office, save_list, catalogue, lines)
    assert said == "Anwesenheit: 2 eingetragen, 1 geändert und 1 aus der Liste genommen."
    assert look(office, presence.present, ERIKA, catalogue, of).total == 7


def test_one_line_that_cannot_be_saved_stops_all(office, catalogue) -> None:
    of, (church, _) = meeting(office, body(office)), organisation(office, "A")
    do(office, save_list, catalogue, [Line(0, 0, ParticipationForm(of, church))])
    lines = [Line(0, 0, ParticipationForm(of, None, "Presse")), Line(0, 0, ParticipationForm(of, church))]
    with pytest.raises(Conflict, match="steht schon in der Liste"):
        do(office, save_list, catalogue, lines)
    assert len(look(office, presence.present, ERIKA, catalogue, of).entries) == 1
