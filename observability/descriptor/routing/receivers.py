"""Receivers: where notifications go."""

import re
from collections.abc import Iterator

from observability.descriptor.node import Node
from observability.descriptor.report import RefusedError
from observability.descriptor.values import identifiers
from observability.descriptor.values.texts import plain_text
from observability.model.routing import NOBODY, Email, Integration, PagerDuty, Receiver, Slack, Smtp, Webhook

_SMARTHOST = re.compile(r"[a-zA-Z0-9._-]+:[0-9]{1,5}|\[[0-9a-fA-F:.]+\]:[0-9]{1,5}", re.ASCII)
_ADDRESS = re.compile(r"[^\s@,<>\"]+@[^\s@,<>\"]+")


def receivers(node: Node) -> Iterator[tuple[str, Receiver]]:
    """The receivers of `alertmanager.receivers`, by name."""
    section = node.child("receivers")
    for name, receiver in node.named("receivers", _check_name):
        yield name, Receiver(name, tuple(_integrations(receiver, node)), section.location(name))


def _check_name(name: str) -> None:
    if identifiers.name(name) == NOBODY:
        raise RefusedError(f"the name {NOBODY} is taken by the receiver that tells nobody", "choose another", "name")


def _integrations(receiver: Node, alertmanager: Node) -> Iterator[Integration]:
    if "webhook" in receiver:
        yield _webhook(receiver.child("webhook"))
    if "email" in receiver:
        yield Email(receiver.child("email").read("to", _addresses) or "")
        if "smtp" not in alertmanager:
            hint = "say in alertmanager.smtp which server sends e-mail"
            receiver.complain("smtp", "there is no server for e-mail", "email", hint)
    if "slack" in receiver:
        slack = receiver.child("slack")
        yield Slack(slack.read("channel", _line) or "", slack.get("api_url_file", ""))
    if "pagerduty" in receiver:
        yield PagerDuty(receiver.child("pagerduty").get("routing_key_file", ""))


def _webhook(node: Node) -> Webhook:
    if "url" not in node and "url_file" not in node:
        node.complain(
            "missing-key", "url_file is missing", "url_file", "name the file that holds the URL, or write url"
        )
    _check_pair(node, "url", "url_file")
    _check_pair(node, "credentials_file", "password_file")
    _check_sign_in(node)
    keys = ("url", "url_file", "credentials_file", "password_file")
    return Webhook(**{key: node.get(key, "") for key in keys}, username=node.read("username", _line) or "")


def _check_pair(node: Node, one: str, other: str) -> None:
    if one in node and other in node:
        node.complain("invalid-value", f"{one} and {other} exclude each other", other, "keep one of them")


def _check_sign_in(node: Node) -> None:
    for key, partner in (("username", "password_file"), ("password_file", "username")):
        if key in node and partner not in node:
            node.complain("missing-key", f"{partner} is missing beside {key}", partner)


def smtp(node: Node) -> Smtp | None:
    """The server of `alertmanager.smtp`, if there is one."""
    if "smtp" not in node:
        return None
    server = node.child("smtp")
    _check_sign_in(server)
    return Smtp(
        server.read("smarthost", _smarthost) or "",
        server.read("from", _address) or "",
        server.read("username", _line) or "",
        server.get("password_file", ""),
        server.get("require_tls", True),
    )


def _line(text: str) -> str:
    """Plain text of one line: Alertmanager runs templates in most of its settings."""
    line = plain_text(text)
    if not line or "\n" in line:
        raise RefusedError("this is not one line of text")
    return line


def _addresses(text: str) -> str:
    return ", ".join(map(_address, text.split(",")))


def _address(text: str) -> str:
    line = _line(text)
    if not _ADDRESS.fullmatch(line):
        raise RefusedError("this is not an e-mail address", "write one, as in payments@example.org")
    return line


def _smarthost(text: str) -> str:
    if not _SMARTHOST.fullmatch(text):
        raise RefusedError("this is not a server and its port", "write both, as in mail.example.org:587")
    return text
