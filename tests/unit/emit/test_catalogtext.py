"""A catalog's text: JSON for everybody, a line a service for us."""

import json
from io import BytesIO

import orjson
import pytest

from observability.emit.catalogtext import dump, index, lines

DOCUMENT = {"kind": "Catalog", "labels": {"services": "{}", "a": "\n"}, "version": 1, "watchdog": {"rules": "w.yaml"}}
SERVICES = {"cart": {"title": 'A "cart": {\n}', "rules": "c.yaml"}, "mail": {"title": "Mail, ü", "rules": "m.yaml"}}


def text(services: dict[str, object]) -> bytes:
    return b"".join(lines(DOCUMENT, ((name, dump(entry)) for name, entry in services.items())))


@pytest.mark.parametrize("services", [{}, {"cart": SERVICES["cart"]}, SERVICES], ids=len)
def test_it_is_json_with_a_line_for_each_service(services: dict[str, object]) -> None:
    written = text(services)
    assert json.loads(written) == {**DOCUMENT, "services": services}
    assert written.count(b"\n") == 2 + len(services)


def test_an_entry_is_found_without_the_others() -> None:
    written = text(SERVICES)
    found = index(BytesIO(written))
    assert found.document == {**DOCUMENT, "services": {}}
    entries = {name: written[span.start : span.start + span.length] for name, span in found.spans.items()}
    assert {name: json.loads(entry) for name, entry in entries.items()} == SERVICES


@pytest.mark.parametrize("indent", [None, 2])
def test_what_another_program_laid_out_anew_is_read_as_a_whole(indent: int | None) -> None:
    document = {**DOCUMENT, "services": SERVICES}
    found = index(BytesIO(json.dumps(document, indent=indent).encode()))
    assert (found.document, found.spans) == (document, {})


@pytest.mark.parametrize("broken", [b"", b"{", b'"cart":{}', b'{"services":{\n"cart:{}\n}}'])
def test_what_is_no_json_is_an_error(broken: bytes) -> None:
    with pytest.raises(orjson.JSONDecodeError):
        index(BytesIO(broken))
