import errno

import pytest

from observability.cli.streams import is_refused


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (OSError(errno.ENOSPC, "No space left on device", "build/catalog.json"), False),
        (OSError(errno.ENOENT, "No such file or directory"), False),
        (ValueError("no"), False),
    ],
)
def test_only_what_has_no_file_name_is_standard_output(error: Exception, expected: bool) -> None:
    assert is_refused(error) is expected
