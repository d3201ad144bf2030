"""No rule that is compiled of services that nobody thought of has a mutant that its tests let pass."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from observability import cli
from tests.unit.verifier.chance import Services

# Each is a project of its own, as intervals are a project's.
_PROJECTS = 9


# What services by chance had of which nobody knew whether it makes a difference: expressions of an author that stand in
# an aggregation, the lowest of what is neither the first nor the last, quantiles beside a promise, and instances.
_SHOWN: dict[str, dict[str, Any]] = {
    "added by route": {
        "red": {
            "one": {
                "rate": {"expr": "sum by (route) (rate(a_total[$window])) + sum by (route) (rate(b_total[$window]))"},
                "duration": {"expr": "max by (route) (last_seconds)"},
                "objectives": {},
            }
        }
    },
    "the last two": {
        "red": {"one": {"rate": {"expr": "sum without (instance) (irate(a_total[$window]))"}, "objectives": {}}}
    },
    # A promise at the one bound of which the ramps' histograms differ above the 99th percentile.
    "within 2.5 seconds": {
        "red": {
            "one": {
                "rate": "a_total",
                "duration": "a_seconds",
                "objectives": {"latency": {"target": 99, "threshold": "2.5s"}},
            }
        }
    },
    # What is not meant has two series, of which the second must not be meant either.
    "instances left out": {
        "use": {
            "one": {
                "utilization": {"gauge": 'level{instance!~"10[.].*:9100"}', "aggregation": "min", "warning": 0.9},
                "saturation": {"gauge": "depth", "critical": 5},
            }
        }
    },
    "lowest": {
        "use": {
            f"s{number}": {
                "saturation": {"gauge": f"level_{number}", "below": True, "aggregation": "min", "critical": 5}
            }
            for number in range(4)
        }
    },
}


@pytest.mark.parametrize("seed", range(_PROJECTS))
def test_no_mutant_of_a_service_by_chance_survives(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, seed: int
) -> None:
    monkeypatch.chdir(tmp_path)
    chance = Services(seed)
    assert _judged(capsys, chance.project(), chance.service("by-chance")) > 100


@pytest.mark.parametrize("shown", _SHOWN.values(), ids=_SHOWN.keys())
def test_nor_does_one_of_what_services_by_chance_had(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, shown: dict[str, Any]
) -> None:
    monkeypatch.chdir(tmp_path)
    service = Services(0).service("by-chance")
    service["spec"] = {"selector": {"job": "shop"}} | shown
    assert _judged(capsys, Services(0).project(), service) > 100


def _judged(capsys: pytest.CaptureFixture[str], project: dict[str, Any], service: dict[str, Any]) -> int:
    """How many mutants the rules of a service have, of which none survives or is undecided."""
    Path("services").mkdir()
    Path("observability.yaml").write_text(yaml.safe_dump(project))
    Path("services/by-chance.yaml").write_text(yaml.safe_dump(service))
    assert cli.run(["build", "--only", "rules"]) == 0
    capsys.readouterr()
    cli.run(["verify", "--mutants", "--undecided", "--jobs", "1"])
    said = capsys.readouterr()
    assert not said.out, f"{project} {service}"
    _, mutants, _, _, survivors, undecided, _ = said.err.splitlines()[-2].split()
    assert (survivors, undecided) == ("0", "0")
    return int(mutants)
