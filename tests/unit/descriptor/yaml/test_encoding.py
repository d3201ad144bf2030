import pytest

from tests.unit.descriptor.samples import BASE, complaints


def test_a_byte_that_is_not_utf8_has_a_place() -> None:
    content = BASE.replace("team", "te\xe4m").encode("latin-1")
    assert complaints(content) == ["services/shop.yaml:3:33: byte 0xe4 is not UTF-8; save the file as UTF-8"]


def test_the_place_counts_characters_before_the_byte() -> None:
    assert complaints("a: äö".encode() + b"\xff") == [
        "services/shop.yaml:1:6: byte 0xff is not UTF-8; save the file as UTF-8"
    ]


def test_utf16_is_called_so() -> None:
    assert "the file is UTF-16" in complaints(BASE.encode("utf-16"))[0]


def test_a_control_character_has_a_place() -> None:
    assert complaints("a: 1\nb: \x07\n")[0].startswith("services/shop.yaml:2:4: the character U+0007 cannot stand")


def test_a_file_of_fifty_megabytes_is_refused_with_the_limit() -> None:
    found = complaints(b"#" * (50 * 1024 * 1024))
    assert found == ["services/shop.yaml: the file has 50.0 MiB; a descriptor may have 1 MiB; split it"]


@pytest.mark.parametrize("change", [lambda text: "\ufeff" + text, lambda text: text.replace("\n", "\r\n")])
def test_a_byte_order_mark_or_windows_line_ends_change_nothing(change) -> None:  # type: ignore[no-untyped-def]
    assert complaints(change(BASE)) == []
