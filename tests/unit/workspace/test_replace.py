import os
import stat
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from observability import workspace
from observability.exceptions import InputError


def test_a_file_is_put_in_the_place_of_another_and_keeps_its_rights_and_links(tmp_path: Path) -> None:
    file, link = tmp_path / "a", tmp_path / "link"
    file.write_bytes(b"old")
    file.chmod(0o640)
    link.symlink_to(file)
    workspace.replace(link, b"new")
    assert (file.read_bytes(), stat.S_IMODE(file.stat().st_mode), link.is_symlink()) == (b"new", 0o640, True)
    assert sorted(tmp_path.iterdir()) == [file, link]


def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    pipe, read = tmp_path / "pipe", list[bytes]()
    os.mkfifo(pipe)
    reader = Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    workspace.replace(pipe, b"new")
    reader.join(60)
    assert (read, pipe.is_fifo()) == ([b"new"], True)


def test_a_device_stays_one(tmp_path: Path) -> None:
    """Root could put a file in its place, and every program of the machine would write into that."""
    full = tmp_path / "full"
    try:
        os.mknod(full, 0o666 | stat.S_IFCHR, os.makedev(1, 7))
        full.open("wb").close()
    except OSError:  # only root may make devices, and only where the file system lets it; nobody else can break them
        full = Path("/dev/full")
    with pytest.raises(InputError, match="full: cannot be written: No space left on device"):
        workspace.replace(full, b"new")
    assert full.is_char_device()


def test_our_own_output_is_added_to(tmp_path: Path) -> None:
    program = (
        "from pathlib import Path; from observability import workspace; "
        "print('first', flush=True); workspace.replace(Path('/dev/stdout'), b'second')"
    )
    for kind in ("file", "pipe"):
        with (tmp_path / kind).open("wb") as out:
            command = [sys.executable, "-c", program]
            if kind == "file":
                subprocess.run(command, stdout=out, check=True)
            else:
                out.write(subprocess.run(command, capture_output=True, check=True).stdout)
        assert (tmp_path / kind).read_bytes() == b"first\nsecond"


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written: Is a directory"):
        workspace.replace(tmp_path, b"new")
