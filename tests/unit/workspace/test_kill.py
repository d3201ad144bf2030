"""A build is killed for good (SIGKILL) at random moments, and nothing is lost by it."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from observability.model.artifact import Artifact
from observability.workspace import MANIFEST, write

# So many kills must come amid a build; how many do is a matter of the machine's other work.
_AMID, _MOST_KILLS = 10, 200
_FILES = 60
# A large file takes long enough to write that some kills come in its middle.
_SIZE = 60_000

# Writes generation after generation: most files in all of them, a third only in every other one.
_WRITER = """
import sys
from pathlib import Path
from tests.unit.workspace.test_kill import generation
from observability.workspace import write
print("ready", flush=True)
for number in range(int(sys.argv[2]), 10**9):
    write(Path(sys.argv[1]), generation(number))
"""


def generation(number: int) -> list[Artifact]:
    files = [f"{index % 7}/{index}" for index in range(_FILES) if index % 3 or number % 2]
    return [Artifact(path, _content(path, number)) for path in files]


def _content(path: str, number: int) -> bytes:
    return f"{path} {number} ".encode().ljust(_SIZE, str(number % 10).encode())


def test_every_file_is_old_or_new_and_the_next_run_mends_the_rest(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("mine")
    dice = random.Random(1)  # noqa: S311 - a test's, not a secret's
    interrupted = 0
    for round_ in range(_MOST_KILLS):
        _kill_amid(tmp_path, start=round_ * 1_000_000, after=dice.uniform(0.0, 0.1))
        interrupted += _check_whole(tmp_path)
        _check_mended(tmp_path)
        if interrupted == _AMID:
            return
    pytest.fail("the kills came between builds, and have shown nothing")


def _kill_amid(output: Path, start: int, after: float) -> None:
    command = [sys.executable, "-c", _WRITER, str(output), str(start)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[3]) as process:
        assert process.stdout is not None
        try:
            process.stdout.readline()
            time.sleep(after)
        finally:
            process.kill()
    assert process.returncode == -signal.SIGKILL, "it had ended by itself"


def _check_whole(output: Path) -> bool:
    """Every file has the content of one generation, whole; whether there are several generations."""
    numbers = set()
    for path in (path for folder in output.iterdir() if folder.is_dir() for path in folder.iterdir()):
        content = path.read_bytes()
        name = path.relative_to(output).as_posix()
        number = int(content.split()[1])
        assert content == _content(name, number)
        numbers.add(number)
    return len(numbers) > 1


def _check_mended(output: Path) -> None:
    wanted = {artifact.path: artifact.text for artifact in generation(0)}
    write(output, generation(0))
    files = {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}
    assert files.pop("notes") == b"mine"
    assert files.pop(MANIFEST)
    assert files == wanted
    assert {path.parent.name for path in output.glob("*/*")} == {
        path.name for path in output.iterdir() if path.is_dir()
    }
