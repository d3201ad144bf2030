"""Contents put aside until it is known whether they may be written: nothing is, while one descriptor is wrong."""

import tempfile
from typing import IO

from attrs import define, field, frozen

from observability.model.artifact import File


@define
class Spool:
    """A file without a name, which is gone with the process however that ends: a fleet's output is not for memory."""

    _file: IO[bytes] = field(factory=tempfile.TemporaryFile, init=False)
    _end: int = field(default=0, init=False)

    def put(self, file: File) -> "Spooled":
        """The same file, with its content on disk."""
        content = file.text
        self._file.seek(self._end)
        self._file.write(content)
        spooled = Spooled(file.path, self._file, self._end, len(content))
        self._end += len(content)
        return spooled


@frozen
class Spooled:
    """A file whose content is read when it is asked for."""

    path: str
    _file: IO[bytes]
    _start: int
    _length: int

    @property
    def text(self) -> bytes:
        """The whole content."""
        self._file.seek(self._start)
        return self._file.read(self._length)
