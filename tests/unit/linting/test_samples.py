"""Every check has a page with a sample that passes and one that fails, and does as its page says."""

from pathlib import Path

import pytest

from observability.lint import alerts, expressions, files, rules
from observability.lint.check import Named
from observability.lint.rules.unused_recording import ID
from observability.linting import Request, lint
from tests.support.samples import samples

CHECKS: tuple[Named, ...] = (
    *expressions.CHECKS,
    *alerts.CHECKS,
    *files.CHECKS,
    *rules.OF_PEOPLE,
    *rules.WHOLE_OF_PEOPLE,
)
SAMPLES = [(check, passes, text) for check in CHECKS for passes, text in samples(check.__doc__ or "")]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.ID)
def test_every_check_has_a_page_with_both_samples(check: Named) -> None:
    page = check.__doc__ or ""
    assert "\nWhy: " in page
    assert "\nMend: " in page
    assert {passes for passes, _ in samples(page)} == {True, False}


@pytest.mark.parametrize(
    ("check", "passes", "text"), SAMPLES, ids=[f"{check.ID}-{'passes' if ok else 'fails'}" for check, ok, _ in SAMPLES]
)
def test_a_sample_does_as_the_page_says(check: Named, passes: bool, text: str, tmp_path: Path) -> None:
    (tmp_path / "sample.yaml").write_text(text)
    found = [finding.check for finding in lint(Request((tmp_path / "sample.yaml",))).findings]
    # Samples are short: nobody reads what they record.
    others = {ID} - {check.ID}
    assert set(found) - others == (set() if passes else {check.ID})
