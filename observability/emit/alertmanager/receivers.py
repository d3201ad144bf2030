"""Receivers, and the server of e-mail. Secrets are read from files; where they would stand, nothing stands."""

from collections.abc import Iterator, Mapping

from observability.emit.alertmanager import texts
from observability.model.routing import (
    NOBODY,
    Alertmanager,
    Email,
    Integration,
    PagerDuty,
    Slack,
    Smtp,
    Webhook,
)
from observability.yamltext import quoted, scalar

Value = str | bool | Mapping[str, "Value"] | list[Mapping[str, "Value"]]


class Template(str):
    """A text of ours, made to be run by Alertmanager."""

    __slots__ = ()


def smtp_lines(alertmanager: Alertmanager, used: frozenset[str]) -> Iterator[str]:
    """The settings of e-mail, where a route leads to one, as YAML."""
    if alertmanager.smtp and any(isinstance(one, Email) for one in _integrations(alertmanager, used)):
        yield "global:"
        yield from _mapping(_smtp(alertmanager.smtp), 2)
        yield ""


def _smtp(smtp: Smtp) -> Mapping[str, Value]:
    sign_in = {"smtp_auth_username": smtp.username, "smtp_auth_password_file": smtp.password_file}
    return {
        "smtp_smarthost": smtp.smarthost,
        "smtp_from": smtp.sender,
        **(sign_in if smtp.password_file else {}),
        "smtp_require_tls": smtp.require_tls,
    }


def lines(alertmanager: Alertmanager, used: frozenset[str]) -> Iterator[str]:
    """The receivers to which a route leads, as YAML."""
    if NOBODY in used:
        yield f"  - name: {NOBODY}"
    for name in sorted(used - {NOBODY}):
        yield f"  - name: {scalar(name)}"
        for integration in alertmanager.receivers[name].integrations:
            key, values = _integration(integration)
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


def _integration(integration: Integration) -> tuple[str, Mapping[str, Value]]:
    match integration:
        case Webhook():
            return "webhook_configs", _webhook(integration)
        case Email():
            return "email_configs", _email(integration)
        case Slack():
            return "slack_configs", _slack(integration)
        case PagerDuty():
            return "pagerduty_configs", _pagerduty(integration)


def _webhook(webhook: Webhook) -> Mapping[str, Value]:
    where = {"url": webhook.url} if webhook.url else {"url_file": webhook.url_file}
    if webhook.credentials_file:
        return {**where, "http_config": {"authorization": {"credentials_file": webhook.credentials_file}}}
    if webhook.password_file:
        sign_in = {"username": webhook.username, "password_file": webhook.password_file}
        return {**where, "http_config": {"basic_auth": sign_in}}
    return where


def _email(email: Email) -> Mapping[str, Value]:
    # Plain text: nothing in it is taken for HTML.
    return {
        "to": email.to,
        "headers": {"Subject": Template(texts.SUBJECT)},
        "html": "",
        "text": Template(texts.BODY),
    }


def _slack(slack: Slack) -> Mapping[str, Value]:
    return {
        "api_url_file": slack.api_url_file,
        "channel": slack.channel,
        "color": Template(texts.SLACK_COLOR),
        "title": Template(texts.SLACK_TITLE),
        "fallback": Template(texts.SLACK_TITLE),
        "text": Template(texts.SLACK_TEXT),
    }


def _pagerduty(pagerduty: PagerDuty) -> Mapping[str, Value]:
    return {
        "routing_key_file": pagerduty.routing_key_file,
        "severity": Template(texts.PAGERDUTY_SEVERITY),
        "description": Template(texts.SUBJECT),
        "links": [
            {"href": Template(texts.RUNBOOK), "text": "Runbook"},
            {"href": Template(texts.DASHBOARD), "text": "Dashboard"},
        ],
        "details": {
            "owner": Template("{{ .CommonLabels.owner }}"),
            "service": Template("{{ .CommonLabels.service }}"),
            "firing": Template(texts.FIRING),
        },
    }


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
