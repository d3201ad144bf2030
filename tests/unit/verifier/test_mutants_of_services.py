"""The gate: no rule that is compiled of this repository's services has a mutant that its tests let pass."""

from pathlib import Path

import pytest

from observability import cli

ROOT = Path(__file__).parents[3]
# What nobody has shown to differ nor proved to be the same. It may become less.
UNDECIDED = 0


def test_no_mutant_of_our_services_survives(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(ROOT)
    assert cli.run(["build", "--only", "rules", "--output", str(tmp_path)]) == 0
    capsys.readouterr()
    found = cli.run(["verify", str(tmp_path / "production"), "--mutants"])
    said = capsys.readouterr()
    assert (found, said.out) == (0, "")
    _, mutants, noticed, _, survivors, undecided, alike = said.err.splitlines()[-2].split()
    assert int(mutants) == int(noticed) + int(undecided) + int(alike) > 10_000
    assert int(survivors) == 0
    assert int(undecided) <= UNDECIDED
