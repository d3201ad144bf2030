"""What each role looks like.

Colour never stands alone: a value is written beside it, thresholds are dashed, lines of one role differ in width, and
the shades that meet in one panel (fine, warning, critical) differ in lightness too, so that they stay apart for the
colour-blind.
"""

from typing import Any

from observability.model.panel import Role

COLOURS = {
    Role.RATE: "#ca95e5",
    Role.DURATION: "#5794f2",
    Role.LEVEL: "#3fa7a3",
    Role.ERRORS: "#ff7383",
    Role.FINE: "#73bf69",
    Role.WARNING: "#fade2a",
    Role.CRITICAL: "#c4162a",
    Role.THRESHOLD: "#ffb357",
    # A grey that is seen on white and on black.
    Role.PAST: "#8e8e8e",
    # The colour of the text, light or dark as the reader has it.
    Role.NEUTRAL: "text",
}

# A sequential scale that looks the same with any kind of colour vision.
HEATMAP_SCHEME = "Cividis"

LINE_WIDTH = 2
FILL_OPACITY = 8
DASHES = {"dash": [10, 10], "fill": "dash"}


def colour(role: Role | None, several: bool) -> dict[str, Any]:
    """The colour of a query's series: its role's, in shades where one query or role draws several."""
    if role is None or role is Role.PALETTE:
        return {"mode": "palette-classic-by-name"}
    if role is Role.VALUE:
        return {"mode": "thresholds"}
    return {"mode": "shades" if several else "fixed", "fixedColor": COLOURS[role]}


def step_colour(role: Role) -> str:
    """The colour of a threshold's step. A palette has no single one."""
    return COLOURS.get(role, COLOURS[Role.NEUTRAL])
