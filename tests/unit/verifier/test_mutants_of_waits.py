"""No mutant of an alert survives that waits for about as long as a window of yesterday takes to pass."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from observability import cli

_PROJECT = {"apiVersion": "observability/v1", "kind": "Project", "metadata": {"name": "waits"}}
_COUNTER, _GAUGE = {"counter": "requests_total"}, {"gauge": "requests_per_second"}


@pytest.mark.parametrize(
    ("traffic", "interval"), [(_COUNTER, "5s"), (_GAUGE, "45s"), (_COUNTER, "30s")], ids=["5s", "gauge", "30s"]
)
@pytest.mark.parametrize("wait", ["19m", "25m", "59m", "3h"])
def test_no_traffic_for_a_long_time_is_shown_to_need_its_windows(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    traffic: dict[str, str],
    interval: str,
    wait: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    spec: dict[str, Any] = {
        "selector": {"job": "shop"},
        "golden": {"one": {"traffic": traffic | {"for": wait}, "objectives": {}}},
    }
    service = _PROJECT | {"kind": "Service", "metadata": {"name": "shop", "owner": "team"}, "spec": spec}
    paces = {"scrape_interval": interval, "evaluation_interval": interval, "environments": {"live": {}}}
    Path("services").mkdir()
    Path("observability.yaml").write_text(yaml.safe_dump(_PROJECT | {"spec": paces}))
    Path("services/shop.yaml").write_text(yaml.safe_dump(service))
    assert cli.run(["build", "--only", "rules"]) == 0
    capsys.readouterr()
    cli.run(["verify", "--mutants", "--undecided", "--jobs", "1"])
    said = capsys.readouterr()
    assert not said.out
    _, mutants, _, _, survivors, undecided, _ = said.err.splitlines()[-2].split()
    assert (int(mutants) > 50, survivors, undecided) == (True, "0", "0")
