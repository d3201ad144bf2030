"""Bytes of a file to text."""

import re

from observability.descriptor.report import Report

LARGEST = 1024 * 1024
# What YAML allows in a file, turned round. A byte order mark counts only at the very start, where we drop it.
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def decode(content: bytes, report: Report) -> str | None:
    """The text without a byte order mark, or None when it was refused."""
    if len(content) > LARGEST:
        size = f"{len(content) / LARGEST:.1f} MiB"
        report.add("too-large", f"the file has {size}; a descriptor may have 1 MiB", hint="split it")
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _not_utf8(content, error, report)
        return None
    if bad := _UNPRINTABLE.search(text):
        _unprintable(text, bad.start(), report)
        return None
    return text


def _not_utf8(content: bytes, error: UnicodeDecodeError, report: Report) -> None:
    # Up to the bad byte all is well, so the column can count characters.
    before = error.object[: error.start].decode("utf-8", errors="replace")
    byte = error.object[error.start]
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        report.add("encoding", "the file is UTF-16", (1, 1), hint="save it as UTF-8")
    else:
        report.add("encoding", f"byte 0x{byte:02x} is not UTF-8", _position(before), hint="save the file as UTF-8")


def _unprintable(text: str, at: int, report: Report) -> None:
    message = f"the character U+{ord(text[at]):04X} cannot stand in YAML"
    report.add("encoding", message, _position(text[:at]), hint="remove it, or write it as an escape in double quotes")


def _position(before: str) -> tuple[int, int]:
    line = before.replace("\r\n", "\n").replace("\r", "\n")
    return line.count("\n") + 1, len(line) - line.rfind("\n")
