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
from tests.e2e.replays.past import LENGTH, samples
from tests.support.progress import silent

# In seconds: until both have started. A machine that is busy takes longer, and then again.
_START = (4.0, 12.0, 20.0, 60.0)
# A series is gone as soon as it has no more samples.
_LOOKBACK = "--query.lookback-delta=500ms"


@frozen
class Stage:
    """The server that has evaluated the rules, from when to when (seconds since 1970), and their text by side."""

    server: Server
    since: float
    until: float
    rules: Mapping[str, bytes]


@contextmanager
def stage(folder: Path, sides: Mapping[str, Sequence[Mapping[str, Any]]], interval: str) -> Iterator[Stage]:
    """A server that has had time to see all incidents, and has recorded what its rules made of them."""
    rules = {side: json.dumps(_file(side, of, interval)).encode() for side, of in sides.items()}
    with ExitStack() as started:
        for wait in _START:
            begin = float(int(time.time() + wait))
            server = _started(started, folder / f"{wait:.0f}", rules, begin)
            if _has_seen_all(server, begin):
                yield Stage(server, begin, begin + LENGTH - 0.5, rules)
                return
            started.close()
        raise AssertionError("this machine is too busy for a server that evaluates each quarter of a second")


def _has_seen_all(server: Server, begin: float) -> bool:
    """Wait until the end of the incidents; whether the server was there from their beginning, and left out nothing."""
    if time.time() >= begin:
        return False
    time.sleep(begin + LENGTH - time.time())
    return server.metric("prometheus_rule_group_iterations_missed_total") == 0


def _started(started: ExitStack, folder: Path, rules: Mapping[str, bytes], begin: float) -> Server:
    prometheus, promtool = provide(PROMETHEUS, silent), provide(PROMTOOL, silent)
    folder.mkdir()
    write(folder / "past.om", (Series(one.name, one.samples) for one in samples(begin)))
    import_file(promtool, folder / "past.om", folder / "past")
    for side, text in rules.items():
        (folder / f"{side}.json").write_bytes(text)
    past = started.enter_context(serving(prometheus, folder / "past", "{}", _LOOKBACK))
    configuration = {
        "global": {"evaluation_interval": "1m"},
        "rule_files": [str(folder / f"{side}.json") for side in rules],
        "remote_read": [{"url": f"{past.url}/api/v1/read", "read_recent": True}],
    }
    return started.enter_context(serving(prometheus, folder / "now", json.dumps(configuration), _LOOKBACK))


def _file(side: str, rules: Sequence[Mapping[str, Any]], interval: str) -> dict[str, Any]:
    """The rules in one group; one that says what its `group` has is in another."""
    groups: list[dict[str, Any]] = [{"name": side, "interval": interval, "rules": []}]
    for rule in rules:
        told = {**rule, "labels": {**rule.get("labels", {}), "side": side}} if "alert" in rule else dict(rule)
        if own := told.pop("group", None):
            groups.append({"name": f"{side} {told['alert']}", "interval": interval, **own, "rules": [told]})
        else:
            groups[0]["rules"].append(told)
    return {"groups": groups}
