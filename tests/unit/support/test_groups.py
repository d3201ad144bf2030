"""Tests of a group share a process, so that what is dear is made once: xdist does not say when it sees no groups."""

import subprocess
import sys
from pathlib import Path

TESTS = """\
import os
import pytest

@pytest.mark.parametrize("number", range(6))
@pytest.mark.xdist_group("one")
def test_of_a_group(number):
    print("process", os.getpid())
"""


def test_a_group_is_the_work_of_one_process(tmp_path: Path) -> None:
    (tmp_path / "test_groups.py").write_text(TESTS)
    how = ("-p", "xdist", "--numprocesses", "2", "--dist", "loadgroup", "-rP", "-c", "/dev/null", "--rootdir", ".")
    run = subprocess.run([sys.executable, "-m", "pytest", *how], cwd=tmp_path, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    processes = [line for line in run.stdout.splitlines() if line.startswith("process ")]
    assert len(processes) == 6
    assert len(set(processes)) == 1
