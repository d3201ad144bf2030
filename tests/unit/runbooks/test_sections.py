import pytest

from observability.runbooks.sections import names


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("QueueFull", "QueueFull", True),
        ("`QueueFull`, and more", "QueueFull", True),
        ("QueueFuller and QueueFull.", "QueueFull", True),
        ("QueueFuller", "QueueFull", False),
        ("MyQueueFull", "QueueFull", False),
        ("_QueueFull", "QueueFull", False),
        ("QueueFullé", "QueueFull", False),
        ("queuefull", "QueueFull", False),
        ("", "QueueFull", False),
    ],
)
def test_a_word_is_named_as_a_word_of_its_own(text: str, word: str, expected: bool) -> None:
    assert names(text, word) is expected
