"""What has become of files that a build left."""

from pathlib import Path

import pytest

from observability.workspace import altered
from observability.workspace.manifest import sha256


@pytest.mark.parametrize("content", [b"a\nb\n", b"a\r\nb\r\n", b"a\rb\n", b"\xff\r\x00", b""])
def test_a_file_that_is_as_it_was_is_not_altered(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "file"
    file.write_bytes(content)
    assert altered([(file, sha256(content))]) == []


@pytest.mark.parametrize(
    ("found", "is_altered"),
    [(b"a\r\nb\r\n", False), (b"a\r\nb\n", False), (b"a\rb\r", True), (b"a\r\r\nb\n", True), (b"a\r\nc\r\n", True)],
)
def test_ends_of_lines_alone_may_be_others(tmp_path: Path, found: bytes, is_altered: bool) -> None:
    file = tmp_path / "file"
    file.write_bytes(found)
    assert altered([(file, sha256(b"a\nb\n"))]) == ([file] if is_altered else [])
