"""What is drawn of an objective is what its alerts fire at."""

import pytest
from attrs import evolve

from observability import objectives
from observability.model.panel import Role
from observability.model.signal import Alerting, Disabled
from observability.signals.scope import Scope
from tests.support.services import availability, requests, service

DEFAULT = Alerting()
OFF = Disabled("we know", "2027-01-31")
NO_PAGE = evolve(DEFAULT, page=evolve(DEFAULT.page, disabled=OFF))
NO_TICKET = evolve(DEFAULT, ticket=evolve(DEFAULT.ticket, disabled=OFF))
NEITHER = evolve(NO_PAGE, ticket=NO_TICKET.ticket)


def burn_rate(**changes):
    signal = requests(availability(**changes))
    (own,) = objectives.of(Scope(service(signal), signal))
    _, panel = objectives.lower_panels(own)
    return panel


@pytest.mark.parametrize(
    ("alerting", "window", "lines"),
    [
        (DEFAULT, "30d", {"1": Role.WARNING, "3": Role.WARNING, "6": Role.CRITICAL, "14.4": Role.CRITICAL}),
        (DEFAULT, "7d", {"1": Role.WARNING, "1.4": Role.CRITICAL, "3.36": Role.CRITICAL}),
        (NO_PAGE, "30d", {"1": Role.WARNING, "3": Role.WARNING}),
        (NO_TICKET, "30d", {"6": Role.CRITICAL, "14.4": Role.CRITICAL}),
        (NEITHER, "30d", {}),
    ],
)
def test_the_lines_are_the_factors_at_which_somebody_is_told(alerting, window, lines):
    panel = burn_rate(alerting=alerting, window=window)
    assert {str(step.value): step.role for step in panel.thresholds} == lines
    assert ("The lines are" in panel.description) == bool(lines)


def test_where_a_page_and_a_ticket_share_a_factor_the_line_is_the_pages():
    # 80 % of bad events is the most that any alert asks for: of a budget of a half, that is 1.6 times.
    panel = burn_rate(target="0.5")
    assert {str(step.value): step.role for step in panel.thresholds} == {"1": Role.WARNING, "1.6": Role.CRITICAL}
