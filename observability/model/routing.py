"""Who is told of an alert: Alertmanager's receivers, who of them hears what, and when nobody is told."""

from collections.abc import Mapping
from datetime import date, datetime

from attrs import field, frozen

from observability.model.durations import Duration
from observability.model.location import NOWHERE, Location
from observability.model.service import Environment

CRITICAL, WARNING, INFO = "critical", "warning", "info"
SEVERITIES = (CRITICAL, WARNING, INFO)
# The receiver without any integration: its alerts are seen in Alertmanager, and sent to nobody.
NOBODY = "nobody"

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

# Receivers by severity. What is not in it was not said.
Told = Mapping[str, str]


@frozen
class Webhook:
    """An HTTP POST of Alertmanager's JSON. Either `url` or `url_file`; at most one way to authenticate."""

    url: str = ""
    url_file: str = ""
    credentials_file: str = ""
    username: str = ""
    password_file: str = ""


@frozen
class Email:
    """An e-mail."""

    to: str


@frozen
class Slack:
    """A message in a channel."""

    channel: str
    api_url_file: str


@frozen
class PagerDuty:
    """An incident, by the Events API v2."""

    routing_key_file: str


Integration = Webhook | Email | Slack | PagerDuty


@frozen
class Receiver:
    """Where a notification goes. Secrets are paths of files on Alertmanager's machine."""

    name: str
    integrations: tuple[Integration, ...]
    origin: Location = NOWHERE


@frozen
class Smtp:
    """The server that sends e-mail; `sender` is the address that it comes from."""

    smarthost: str
    sender: str
    username: str = ""
    password_file: str = ""
    require_tls: bool = True


@frozen
class Timing:
    """How long a new group waits for more alerts, how often it tells of changes, when it is told again."""

    group_wait: Duration
    group_interval: Duration
    repeat_interval: Duration


@frozen
class Once:
    """From a minute to another, on the clock of the maintenance's time zone."""

    start: datetime
    end: datetime


@frozen
class Weekly:
    """The same hours on some days of each week until a last day, from a first one if there is any.

    `weekdays` count from Monday, 0. `start` and `end` are minutes of the day; an end that is not after the start lies
    on the next day.
    """

    weekdays: tuple[int, ...]
    start: int
    end: int
    until: date
    since: date | None = None


@frozen
class Maintenance:
    """A time in which nobody is told of the alerts of some services, or of all services of some owners.

    `services_at` and `owners_at` are where they are named.
    """

    name: str
    reason: str
    window: Once | Weekly
    timezone: str = "UTC"
    services: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    services_at: Location = NOWHERE
    owners_at: Location = NOWHERE


@frozen
class Team:
    """An owner's receivers, and where the project file names them; `default` fills what is missing."""

    name: str
    told: Told
    origin: Location = NOWHERE


@frozen
class Alertmanager:
    """The Alertmanager of one environment.

    `default` are the receivers of owners that name none, and of alerts that are nobody's. Without `pages`, critical
    alerts go where warnings go. `watchdog` is the dead man's switch, or `NOBODY`.
    """

    receivers: Mapping[str, Receiver]
    watchdog: str
    default: Told = field(factory=dict)
    teams: Mapping[str, Team] = field(factory=dict)
    pages: bool = True
    group_by: tuple[str, ...] = ("service",)
    timing: Mapping[str, Timing] = field(factory=dict)
    smtp: Smtp | None = None
    maintenance: tuple[Maintenance, ...] = ()
    origin: Location = NOWHERE

    def receiver(self, owner: str, severity: str) -> str:
        """Who is told of an owner's alerts of this severity; empty where the project does not say."""
        heard = WARNING if severity == CRITICAL and not self.pages else severity
        own: Told = self.teams[owner].told if owner in self.teams else {}
        # Info is for the record: who wants to hear of it says so.
        return own.get(heard) or self.default.get(heard) or (NOBODY if severity == INFO else "")

    def told(self, owner: str) -> Told:
        """All that an owner hears; `""` is an owner that nobody knows."""
        return {severity: self.receiver(owner, severity) for severity in SEVERITIES}


@frozen
class Routing:
    """All that one environment's routes are made of.

    `owners` are those of the services, by the service's name; `by` the labels by which signals tell things apart;
    `others` the project's other environments.
    """

    environment: Environment
    alertmanager: Alertmanager
    owners: Mapping[str, str]
    by: tuple[str, ...] = ()
    others: tuple[Environment, ...] = ()
