"""The settings of each integration, and of the server of e-mail, as Alertmanager has them."""

from collections.abc import Mapping

from observability.emit.alertmanager import texts
from observability.model.routing import Email, Integration, PagerDuty, Slack, Smtp, Webhook

Value = str | bool | Mapping[str, "Value"] | list[Mapping[str, "Value"]]


class Template(str):
    """A text of ours, made to be run by Alertmanager."""

    __slots__ = ()


def smtp(smtp: Smtp) -> Mapping[str, Value]:
    """The keys of `global`."""
    sign_in = {"smtp_auth_username": smtp.username, "smtp_auth_password_file": smtp.password_file}
    return {
        "smtp_smarthost": smtp.smarthost,
        "smtp_from": smtp.sender,
        **(sign_in if smtp.password_file else {}),
        "smtp_require_tls": smtp.require_tls,
    }


def integration(one: Integration) -> tuple[str, Mapping[str, Value]]:
    """The list in which an integration stands, and its keys there."""
    match one:
        case Webhook():
            return "webhook_configs", _webhook(one)
        case Email():
            return "email_configs", _email(one)
        case Slack():
            return "slack_configs", _slack(one)
        case PagerDuty():
            return "pagerduty_configs", _pagerduty(one)


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
