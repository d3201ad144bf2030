"""A few requests fail until the shop is mended: the page silences the ticket of the same trouble, and is resolved."""

from tests.e2e.incidents.incident import Incident
from tests.e2e.incidents.labels import CHAT, PAGE, PAGER, TICKET
from tests.e2e.stage import Setting

SETTING = Setting(speed=30, load=40)
# Enough for the page; so few that the share over half an hour is soon below its limit when the shop is mended.
_ERRORS = 0.015


def happens(incident: Incident) -> None:
    """While the page fires, nobody hears of the ticket; when it is resolved, the ticket is told."""
    incident.begin()
    incident.on.shop.fault(errors=_ERRORS)
    incident.log.tell(f"{_ERRORS:.1%} of the requests fail")
    incident.told(PAGER, "firing", PAGE)
    incident.silenced(TICKET, by=PAGE)
    mended = incident.log.tell("the shop is mended")
    incident.on.shop.fault()
    incident.told(PAGER, "resolved", PAGE)
    # The budget has been burnt all the same.
    assert incident.told(CHAT, "firing", TICKET).at > mended
    assert len(incident.on.pager.told(PAGER, "firing", **PAGE)) == 1
