"""Replay against what a real Prometheus itself recorded in ALERTS, for the same rules over the same incidents."""

from collections.abc import Iterator, Mapping, Sequence

import pytest

from observability.adapters.prometheus import Prometheus, access
from observability.replay.inline import rewrite
from observability.replay.machine import runs
from observability.replaying import Replay, Replayed, Request, replay
from observability.replaying import Side as ReplayedSide
from observability.replaying.rendering.words import remarks
from observability.rulefiles import read_rules
from tests.e2e.replays.rules import INTERVAL, KINDS, NEW, OLD
from tests.e2e.replays.server import Stage, stage
from tests.support.progress import silent

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("servers")]

ALERTS = [("old", str(rule["alert"])) for rule in OLD if "alert" in rule] + [
    ("new", str(rule["alert"])) for rule in NEW if "alert" in rule
]
OWN = ("__name__", "alertname", "alertstate", "side")
# Labels of an alert, and each time that it fired: the first and the last evaluation, in milliseconds.
Fired = Mapping[tuple[tuple[str, str], ...], Sequence[tuple[int, int]]]


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with stage(tmp_path_factory.mktemp("replay"), {"old": OLD, "new": NEW}) as started:
        yield started


@pytest.fixture(scope="module", params=["written out", "climbed"])
def replayed(scene: Stage, request: pytest.FixtureRequest) -> Iterator[Replay]:
    """By both ways of evaluating recordings that have no history."""
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "climbed":
            patch.setattr(rewrite, "_MOST", 0)
        yield _replay(scene)


def _replay(scene: Stage) -> Replay:
    old, new = (read_rules(side, scene.rules[side]).file.groups for side in ("old", "new"))
    request = Request(old, new, round(scene.since * 1000), round(scene.until * 1000))
    return replay(request, Prometheus(access(scene.server.url)), silent)


def alert(replayed: Replay, name: str) -> Replayed:
    (found,) = (one for one in replayed.alerts if one.name == name)
    return found


def side_of(replayed: Replay, side: str, name: str) -> ReplayedSide:
    found = getattr(alert(replayed, name), side)
    assert found is not None
    return found


def recorded(scene: Stage, side: str, name: str) -> Fired:
    """What the server itself recorded."""
    span = round((scene.until - scene.since) * 1000)
    series = f'ALERTS{{alertname="{name}",alertstate="firing",side="{side}"}}[{span}ms]'
    found = {}
    for one in scene.server.query(series, scene.until).result:
        times = [round(float(at) * 1000) for at, _ in one["values"]]
        labels = tuple(sorted(pair for pair in one["metric"].items() if pair[0] not in OWN))
        # The server's clock is late by some milliseconds now and then.
        places = [round((at - times[0]) / INTERVAL) for at in times]
        found[labels] = [(times[places.index(first)], times[places.index(last)]) for first, last in runs(places)]
    return found


@pytest.mark.parametrize(("side", "name"), ALERTS)
def test_every_episode_is_as_long_as_the_server_recorded_it(
    scene: Stage, replayed: Replay, side: str, name: str
) -> None:
    outcome = side_of(replayed, side, name).outcome
    assert outcome is not None
    theirs = recorded(scene, side, name)
    assert theirs, "nothing happened, so nothing is shown"
    assert {episode.labels for episode in outcome.episodes} == theirs.keys()
    for labels, fired in theirs.items():
        ours = [episode for episode in outcome.episodes if episode.labels == labels]
        assert len(ours) == len(fired)
        for episode, (first, last) in zip(ours, fired, strict=True):
            evaluations = round((last - first) / INTERVAL) + 1
            # Only the server knows at which moment of its interval a group is evaluated.
            assert abs(episode.milliseconds // INTERVAL - evaluations) <= 1
            assert abs(episode.start - first) <= INTERVAL


def test_what_the_change_does_is_told(replayed: Replay) -> None:
    kinds = {one.name: sorted({change.kind.value for change in one.changes}) for one in replayed.alerts}
    assert kinds == KINDS


def test_more_results_than_the_limit_are_told(replayed: Replay) -> None:
    before, after = (side_of(replayed, side, "Crowded").outcome for side in ("old", "new"))
    assert before is not None
    assert after is not None
    assert (before.over, after.over > 0) == (0, True)
    assert any("more results than its group's limit of 1" in one for one in remarks(alert(replayed, "Crowded")))
    assert any("query_offset of 500ms" in one for one in remarks(alert(replayed, "Late")))


def test_recordings_that_differ_are_written_out_and_others_are_read_from_history(replayed: Replay) -> None:
    assert side_of(replayed, "new", "Long").written_out == ("all:queue:top", "job:queue:top")
    assert side_of(replayed, "old", "Busy").written_out == ("job:requests:rate1s",)
    assert side_of(replayed, "new", "Same").written_out == ()
