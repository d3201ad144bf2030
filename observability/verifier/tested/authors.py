"""Where authors of alerts say what these should do."""

from observability.model.location import Location
from observability.verifier.parts import Part
from observability.verifier.tested.failed import Authors


def author_places(part: Part) -> Authors:
    """The lines of the descriptor, as the catalog has them; none where that is of an earlier version.

    Raises:
        InputError: the catalog cannot be read.
    """
    catalog = part.whole_catalog()
    services = catalog["services"].values() if catalog else ()
    return {
        (alert["alert"], test["name"]): Location(**test["source"])
        for service in services
        for alert in service["alerts"]
        for test in alert.get("tests", ())
    }
