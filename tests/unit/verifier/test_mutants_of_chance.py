"""No rule that is compiled of services that nobody thought of has a mutant that its tests let pass."""

from pathlib import Path

import pytest
import yaml

from observability import cli
from tests.unit.verifier.chance import Services

# Each is a project of its own, as intervals are a project's.
_PROJECTS = 9


@pytest.mark.parametrize("seed", range(_PROJECTS))
def test_no_mutant_of_a_service_by_chance_survives(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, seed: int
) -> None:
    monkeypatch.chdir(tmp_path)
    chance = Services(seed)
    project, service = yaml.safe_dump(chance.project()), yaml.safe_dump(chance.service("by-chance"))
    Path("services").mkdir()
    Path("observability.yaml").write_text(project)
    Path("services/by-chance.yaml").write_text(service)
    assert cli.run(["build", "--only", "rules"]) == 0
    capsys.readouterr()
    cli.run(["verify", "--mutants", "--undecided", "--jobs", "1"])
    said = capsys.readouterr()
    assert not said.out, project + service
    _, mutants, _, _, survivors, undecided, _ = said.err.splitlines()[-2].split()
    assert (int(mutants) > 100, survivors, undecided) == (True, "0", "0")
