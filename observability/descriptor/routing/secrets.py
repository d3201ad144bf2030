"""No secret stands in a project file, and none is repeated in a message about one.

What is refused here is dropped before anything else looks at the file: the other checks quote what they complain of.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from observability.descriptor.masking import is_secret_host
from observability.descriptor.repeatable import has_token, is_a_word, is_harmless_name
from observability.descriptor.report import Report
from observability.descriptor.secretkeys import INSTEAD
from observability.descriptor.yaml.marks import YamlMap
from observability.model.routing import SEVERITIES

_INTEGRATIONS = ("webhook", "email", "slack", "pagerduty")
_FOLDER = "/etc/alertmanager/secrets"
_PATH = re.compile(r"(?:/[^/\x00-\x20\x7f{}]+)+")
_STRANGE = re.compile(r"[\s<>\"\\^`{}\x00-\x1f\x7f]")


def guard(data: YamlMap, report: Report) -> None:
    """Report secrets in a project file, and all that could be one by mistake, and drop it from `data`."""
    spec = data.get("spec")
    if isinstance(spec, YamlMap):
        for holder, path in _alertmanagers(spec):
            _Guard(report).alertmanager(holder, path)
        _Guard(report).owners(spec)


def _alertmanagers(spec: YamlMap) -> Iterator[tuple[YamlMap, str]]:
    yield spec, "spec"
    environments = spec.get("environments")
    for name, environment in environments.items() if isinstance(environments, YamlMap) else ():
        if isinstance(environment, YamlMap):
            yield environment, f"spec.environments.{name}"


class _Guard:
    def __init__(self, report: Report) -> None:
        self._report = report

    def alertmanager(self, holder: YamlMap, path: str) -> None:
        for section, at in self._map(holder, "alertmanager", path):
            for receivers, at_receivers in self._named(section, "receivers", at):
                for name in list(receivers):
                    self._receiver(receivers, name, at_receivers)
            for windows, at_windows in self._named(section, "maintenance", at):
                self._maps(windows, list(windows), at_windows)
            for timing, at_timing in self._map(section, "timing", at):
                self._maps(timing, SEVERITIES, at_timing)
            for smtp, at_smtp in self._map(section, "smtp", at):
                self._values(smtp, at_smtp)
            for default, at_default in self._map(section, "default", at):
                self._names(default, SEVERITIES, at_default)
            self._names(section, ("watchdog",), at)

    def owners(self, spec: YamlMap) -> None:
        for owners, path in self._named(spec, "owners", "spec"):
            for name in list(owners):
                self._owner(owners, name, path)

    def _owner(self, owners: YamlMap, name: str, path: str) -> None:
        for owner, at in self._map(owners, name, path):
            for told, at_told in self._map(owner, "receivers", at):
                self._names(told, SEVERITIES, at_told)

    def _receiver(self, receivers: YamlMap, name: str, path: str) -> None:
        for receiver, at in self._map(receivers, name, path):
            # A key that is no integration is reported as unknown, without its value.
            for kind in [kind for kind in receiver if kind in _INTEGRATIONS]:
                for integration, at_kind in self._map(receiver, kind, at):
                    self._values(integration, at_kind)

    def _map(self, holder: YamlMap, key: str, path: str) -> Iterator[tuple[YamlMap, str]]:
        """The map below a key. Text in its place, a URL or a key by mistake, is dropped; null and false are not."""
        value, at = holder.get(key), f"{path}.{key}"
        if isinstance(value, YamlMap):
            yield value, at
        elif isinstance(value, str) or _is_number(value):
            self._refuse(holder, key, path, "type", "this is a single value, not a map", "write its keys below it")

    def _maps(self, holder: YamlMap, keys: Iterable[str], path: str) -> None:
        """Drop what should be maps and is a single value."""
        for key in keys:
            for _ in self._map(holder, key, path):
                pass

    def _named(self, holder: YamlMap, key: str, path: str) -> Iterator[tuple[YamlMap, str]]:
        """The map below a key, whose keys are names; what looks like a secret in a name's place is dropped."""
        for values, at in self._map(holder, key, path):
            for name in [name for name in values if not is_harmless_name(name)]:
                hint = "use lower-case letters, digits and hyphens; a secret belongs into a file of its own"
                self._report.add("name", "this is no name, and may be a secret", values.keys_at[name], at, hint)
                del values[name]
            yield values, at

    def _names(self, values: YamlMap, keys: Iterable[str], path: str) -> None:
        """Names of receivers; text that is none is reported, and not repeated, by whoever looks for it."""
        for key in keys:
            if _is_number(values.get(key)):
                self._refuse(values, key, path, "type", "this is no receiver's name", "put a number into quotes")

    def _values(self, values: YamlMap, path: str) -> None:
        # Of a key that is unknown the value is not looked at, and not repeated.
        for key, value in [(key, value) for key, value in values.items() if is_a_word(key)]:
            for check, message, hint in _complaints(key, value):
                self._refuse(values, key, path, check, message, hint)

    def _refuse(self, holder: YamlMap, key: str, path: str, check: str, message: str, hint: str) -> None:
        self._report.add(check, message, holder.values_at[key], f"{path}.{key}", hint)
        holder.discard(key)
        # What is to stand there instead is not missing besides.
        holder.broken.add(INSTEAD.get(key, key))


def _is_number(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _complaints(key: str, value: Any) -> Iterator[tuple[str, str, str]]:
    """Why this value cannot stand: check, message, hint; none of them repeats it."""
    if key in INSTEAD:
        message = "a secret must not stand in this file"
        yield "inline-secret", message, _into_a_file(INSTEAD[key])
    elif value is None or isinstance(value, bool | list | dict):
        return
    elif key.endswith("_file"):
        if not isinstance(value, str) or not _PATH.fullmatch(value):
            hint = f"name the file on Alertmanager's machine that holds the secret, as in {_FOLDER}/NAME"
            yield "secret-file", "this is not the absolute path of a file", hint
    elif key == "url":
        yield from _url(str(value))
    elif _is_number(value):
        yield "type", "this is a number, not text", "put it into quotes"
    elif "://" in value:
        yield "inline-secret", "a URL cannot stand here", "drop it"


def _url(text: str) -> Iterator[tuple[str, str, str]]:
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https") or _STRANGE.search(text):
        yield "url", "this is not a web address", "write one that starts with https://"
    elif "@" in parts.netloc:
        yield "inline-secret", "a user name and password must not stand in this file", _into_a_file("password_file")
    elif parts.query or parts.fragment or is_secret_host(host) or has_token(parts.path):
        yield "inline-secret", "who knows this URL can use it, so it is a secret", _into_a_file("url_file")


def _into_a_file(key: str) -> str:
    return f"write it into a file on Alertmanager's machine, and name that: {key}: {_FOLDER}/NAME"
