"""No rule that is compiled of services that nobody thought of has a mutant that its tests let pass."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from observability import cli
from tests.unit.verifier.chance import Services

# Each is a project of its own, as intervals are a project's.
_PROJECTS, _SERVICES = 4, 3
_HEAD = {"apiVersion": "observability/v1", "kind": "Service"}
_PROJECT: dict[str, Any] = {"apiVersion": "observability/v1", "kind": "Project", "metadata": {"name": "zoo"}}


def judged(
    capsys: pytest.CaptureFixture[str], project: Mapping[str, Any], *services: Mapping[str, Any]
) -> tuple[int, int]:
    """How many mutants there are of all rules, and how many of them the tests let pass or nobody knows of."""
    Path("services").mkdir(exist_ok=True)
    Path("observability.yaml").write_text(yaml.safe_dump(project))
    for service in services:
        Path(f"services/{service['metadata']['name']}.yaml").write_text(yaml.safe_dump(service))
    assert cli.run(["build", "--only", "rules"]) == 0
    capsys.readouterr()
    cli.run(["verify", "--mutants", "--undecided", "--jobs", "1"])
    said = capsys.readouterr()
    assert not said.out, services
    _, mutants, _, _, survivors, undecided, _ = said.err.splitlines()[-2].split()
    return int(mutants), int(survivors) + int(undecided)


@pytest.mark.parametrize("seed", range(_PROJECTS))
def test_no_mutant_of_services_by_chance_survives(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, seed: int
) -> None:
    monkeypatch.chdir(tmp_path)
    chance = Services(seed)
    mutants, left = judged(capsys, chance.project(), *(chance.service(f"s{n}") for n in range(_SERVICES)))
    assert (mutants > 100, left) == (True, 0)
