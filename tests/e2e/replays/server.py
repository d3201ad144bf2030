"""Two servers: one holds samples of the time to come, the other's rules read them there when their time has come."""

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from attrs import frozen

from benchmarks.cost.openmetrics import Series, import_file, write
from benchmarks.cost.server import Server, serving
from observability.adapters.tools import PROMETHEUS, PROMTOOL, provide
from tests.e2e.replays.past import LENGTH, LOOKBACK, samples
from tests.e2e.replays.rules import INTERVAL
from tests.support.progress import silent

# In seconds: until both have started, and the rules have recorded as much as the farthest of them looks back. A machine
# that is busy takes longer, and then again.
_START = (7.0, 12.0, 20.0, 60.0)
_AHEAD = 3.5
# How late an evaluation may be.
_LATE = 10.0

Rule = Mapping[str, Any]
Group = dict[str, Any]


@frozen
class Stage:
    """The server that has evaluated the rules, from when to when (seconds since 1970), and their text by side."""

    server: Server
    since: float
    until: float
    rules: Mapping[str, bytes]


@contextmanager
def stage(folder: Path, sides: Mapping[str, Sequence[Rule]]) -> Iterator[Stage]:
    """A server that has had time to see all incidents, and has recorded what its rules made of them."""
    rules = {side: rule_file(side, of) for side, of in sides.items()}
    together = _file(_together([_groups(side, of) for side, of in sides.items()]))
    with ExitStack() as started:
        for wait in _START:
            begin = float(int(time.time() + wait))
            until = begin + LENGTH - 0.5
            server = _started(started, folder / f"{wait:.0f}", together, begin)
            if _has_seen_all(server, begin, until):
                yield Stage(server, begin, until, rules)
                return
            started.close()
        raise AssertionError("this machine is too busy for a server that evaluates each quarter of a second")


def _has_seen_all(server: Server, begin: float, until: float) -> bool:
    """Wait until the end of the incidents; whether rules were evaluated long enough before, and always."""
    if not _evaluated(server, 0) or time.time() > begin - _AHEAD:
        return False
    time.sleep(until - time.time())
    return _evaluated(server, until) and server.metric("prometheus_rule_group_iterations_missed_total") == 0


def _evaluated(server: Server, at: float) -> bool:
    """Wait until each group was evaluated at that time or later; whether it was."""
    waited = time.monotonic() + _LATE
    while not server.lowest("prometheus_rule_group_last_evaluation_timestamp_seconds") > at:
        if time.monotonic() > waited:
            return False
        time.sleep(0.1)
    return True


def _started(started: ExitStack, folder: Path, rules: bytes, begin: float) -> Server:
    prometheus, promtool = provide(PROMETHEUS, silent), provide(PROMTOOL, silent)
    folder.mkdir()
    write(folder / "past.om", (Series(one.name, one.samples) for one in samples(begin)))
    import_file(promtool, folder / "past.om", folder / "past")
    (folder / "rules.json").write_bytes(rules)
    past = started.enter_context(serving(prometheus, folder / "past", "{}", LOOKBACK))
    configuration = {
        "global": {"evaluation_interval": "1m"},
        "rule_files": [str(folder / "rules.json")],
        "remote_read": [{"url": f"{past.url}/api/v1/read", "read_recent": True}],
    }
    return started.enter_context(serving(prometheus, folder / "now", json.dumps(configuration), LOOKBACK))


def rule_file(side: str, rules: Sequence[Rule]) -> bytes:
    """The rules of one side."""
    return _file(_groups(side, rules))


def _groups(side: str, rules: Sequence[Rule]) -> list[Group]:
    """The rules in one group; one that says what its `group` has is in another."""
    interval = f"{INTERVAL}ms"
    groups: list[Group] = [{"name": side, "interval": interval, "rules": []}]
    for rule in rules:
        told = {**rule, "labels": {**rule.get("labels", {}), "side": side}} if "alert" in rule else dict(rule)
        if own := told.pop("group", None):
            groups.append({"name": f"{side} {told['alert']}", "interval": interval, **own, "rules": [told]})
        else:
            groups[0]["rules"].append(told)
    return groups


def _together(sides: Sequence[Sequence[Group]]) -> list[Group]:
    """The groups of all sides, the first of each as one.

    Groups are evaluated at moments of their own. Two of them that record one series record it twice in an interval, and
    whichever is late finds its sample refused.
    """
    rules = {json.dumps(rule): rule for groups in sides for rule in groups[0]["rules"]}
    first = {**sides[0][0], "rules": list(rules.values())}
    return [first, *(group for groups in sides for group in groups[1:])]


def _file(groups: Sequence[Group]) -> bytes:
    return json.dumps({"groups": groups}).encode()
