"""Incidents, one a file: the stage that it needs, and what happens."""

from tests.e2e.incidents import death, outage, silence

INCIDENTS = (outage, silence, death)
