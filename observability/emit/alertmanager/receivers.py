"""Receivers, and the server of e-mail. Secrets are read from files; where they would stand, nothing stands."""

from collections.abc import Iterator, Mapping

from observability.emit.alertmanager.integrations import Template, Value, integration, smtp
from observability.model.routing import NOBODY, Alertmanager, Email, Integration
from observability.yamltext import quoted, scalar


def smtp_lines(alertmanager: Alertmanager, used: frozenset[str]) -> Iterator[str]:
    """The settings of e-mail, where a route leads to one, as YAML."""
    if alertmanager.smtp and any(isinstance(one, Email) for one in _integrations(alertmanager, used)):
        yield "global:"
        yield from _mapping(smtp(alertmanager.smtp), 2)
        yield ""


def lines(alertmanager: Alertmanager, used: frozenset[str]) -> Iterator[str]:
    """The receivers to which a route leads, as YAML."""
    if NOBODY in used:
        yield f"  - name: {NOBODY}"
    for name in sorted(used - {NOBODY}):
        yield f"  - name: {scalar(name)}"
        for one in alertmanager.receivers[name].integrations:
            key, values = integration(one)
            yield f"    {key}:"
            yield from _item({**values, "send_resolved": name != alertmanager.watchdog}, 6)


def secret_files(alertmanager: Alertmanager, used: frozenset[str]) -> Iterator[str]:
    """The files that Alertmanager reads secrets from."""
    holders = _integrations(alertmanager, used)
    mail = [alertmanager.smtp] if alertmanager.smtp and any(isinstance(holder, Email) for holder in holders) else []
    for holder in (*holders, *mail):
        keys = ("url_file", "credentials_file", "password_file", "api_url_file", "routing_key_file")
        yield from filter(None, (getattr(holder, key, "") for key in keys))


def _integrations(alertmanager: Alertmanager, used: frozenset[str]) -> list[Integration]:
    return [one for name in used - {NOBODY} for one in alertmanager.receivers[name].integrations]


def _item(values: Mapping[str, Value], indent: int) -> Iterator[str]:
    """A mapping as an item of a list."""
    first, *rest = _mapping(values, indent + 2)
    yield f"{' ' * indent}- {first.lstrip()}"
    yield from rest


def _mapping(values: Mapping[str, Value], indent: int) -> Iterator[str]:
    margin = " " * indent
    for key, value in values.items():
        match value:
            case Mapping():
                yield f"{margin}{key}:"
                yield from _mapping(value, indent + 2)
            case list():
                yield f"{margin}{key}:"
                for item in value:
                    yield from _item(item, indent + 2)
            case bool():
                yield f"{margin}{key}: {str(value).lower()}"
            case _:
                yield f"{margin}{key}: {_text(value, indent)}"


def _text(text: str, indent: int) -> str:
    if not isinstance(text, Template):
        return scalar(text, indent) if text else quoted(text)
    if "\n" in text:
        # Kept to the letter: the templates end in braces, and the lines between them are part of the message.
        return scalar(text, indent)
    return "'" + text.replace("'", "''") + "'"
