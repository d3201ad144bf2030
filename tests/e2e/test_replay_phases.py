"""Replay at whichever moment of their interval the rules were evaluated whose recordings it reads."""

from collections.abc import Iterator

import pytest

from observability.adapters.prometheus import Prometheus, access
from observability.replaying import Request, replay
from observability.rulefiles import read_rules
from tests.e2e.replays.past import LENGTH
from tests.e2e.replays.phases import PHASES, Phases, phases
from tests.e2e.replays.rules import INTERVAL, KINDS, NEW, OLD
from tests.e2e.replays.server import rule_file
from tests.support.progress import silent

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("phases")]

GROUPS = {side: read_rules(side, rule_file(side, rules)).file.groups for side, rules in (("old", OLD), ("new", NEW))}
# Whoever compares the two sides calls episodes the same that differ by less than an evaluation.
MARGIN = 3 * INTERVAL


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Phases]:
    with phases(tmp_path_factory.mktemp("phases")) as started:
        yield started


@pytest.mark.parametrize("phase", PHASES)
def test_what_the_change_does_is_told_at_whichever_moment_it_was_recorded(recorded: Phases, phase: int) -> None:
    begin = recorded.begins[phase] * 1000
    request = Request(GROUPS["old"], GROUPS["new"], begin, begin + round(LENGTH * 1000) - 500)
    told = {one.name: one for one in replay(request, Prometheus(access(recorded.server.url)), silent).alerts}
    assert {name: sorted({change.kind.value for change in one.changes}) for name, one in told.items()} == KINDS
    for name in ("Sum", "Same"):
        assert all(side is not None and not side.written_out for side in (told[name].old, told[name].new))
    for change in told["Sum"].changes:
        before, after = (sum(episode.milliseconds for episode in side) for side in (change.old, change.new))
        assert abs(before - after) >= MARGIN
