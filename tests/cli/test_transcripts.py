"""Each `.txt` here is a session with the program, and must go as it is written down. `make golden` writes them anew."""

from pathlib import Path

import pytest

from tests.cli.transcript import Transcript

CASES = sorted(Path(__file__).parent.glob("*.txt"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_session_goes_as_written_down(case: Path, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    transcript = Transcript.parse(case.read_text())
    played = transcript.play(tmp_path)
    if pytestconfig.getoption("update_golden"):
        case.write_text(Transcript(played, transcript.files).dump())
    assert played == Transcript.parse(case.read_text()).session
