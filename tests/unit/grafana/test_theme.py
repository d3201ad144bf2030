"""Roles that meet in one panel stay apart, for the colour-blind too."""

from itertools import combinations

import pytest

from observability.grafana.theme import COLOURS
from observability.model.panel import Role

# Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
VISION = {
    "common": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def linear(colour):
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def lab(rgb):
    """CIE Lab, D65."""
    matrix = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    xyz = [sum(m * max(0, c) for m, c in zip(row, rgb, strict=True)) for row in matrix]
    scaled = (v / white for v, white in zip(xyz, (0.9505, 1, 1.089), strict=True))
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in scaled)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(a, b, vision):
    def seen(role):
        return lab([sum(m * c for m, c in zip(row, linear(COLOURS[role]), strict=True)) for row in VISION[vision]])

    return sum((p - q) ** 2 for p, q in zip(seen(a), seen(b), strict=True)) ** 0.5


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("pair", list(combinations((Role.FINE, Role.WARNING, Role.CRITICAL), 2)))
def test_levels_differ_for_every_eye(pair, vision):
    # A difference of 2 is just seen, of 10 seen at a glance.
    assert distance(*pair, vision) > 20


@pytest.mark.parametrize("vision", VISION)
def test_an_error_is_no_critical_level(vision):
    assert distance(Role.ERRORS, Role.CRITICAL, vision) > 20


def test_every_role_has_a_colour_but_those_that_follow_names_and_values():
    assert set(Role) - set(COLOURS) == {Role.PALETTE, Role.VALUE}


@pytest.mark.parametrize("page", ["#ffffff", "#181b1f"], ids=["light", "dark"])
def test_what_was_is_seen_on_a_light_and_on_a_dark_page(page):
    weights = (0.2126, 0.7152, 0.0722)
    dark, light = sorted(
        sum(w * c for w, c in zip(weights, linear(colour), strict=True)) for colour in (COLOURS[Role.PAST], page)
    )
    assert (light + 0.05) / (dark + 0.05) > 3
