import os
import threading
from pathlib import Path

import pytest

from observability.exceptions import InputError
from observability.workspace import read_secret


@pytest.mark.parametrize("text", ["s3cr3t", "s3cr3t\n", "s3cr3t\r\n"])
def test_a_secret_is_read_without_the_line_break_at_its_end(tmp_path: Path, text: str) -> None:
    file = tmp_path / "token"
    file.write_bytes(text.encode())
    assert read_secret(file) == "s3cr3t"


def test_it_may_come_through_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_text("s3cr3t\n"))
    writer.start()
    assert read_secret(pipe) == "s3cr3t"
    writer.join()


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "is empty"), (b"\n", "is empty"), (b"\xff\xfe", "is no text"), (b"s" * 100_000, "too large for a secret")],
)
def test_what_is_no_secret_is_refused_and_not_repeated(tmp_path: Path, content: bytes, words: str) -> None:
    file = tmp_path / "token"
    file.write_bytes(content)
    with pytest.raises(InputError, match=words) as caught:
        read_secret(file)
    assert len(str(caught.value)) < 300


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="none: cannot be read: No such file"):
        read_secret(tmp_path / "none")
