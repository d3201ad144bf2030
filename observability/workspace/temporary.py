"""A folder for a while."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A new folder of our own, which is gone afterwards with all that is in it."""
    with tempfile.TemporaryDirectory(prefix="observability-") as folder:
        yield Path(folder)
