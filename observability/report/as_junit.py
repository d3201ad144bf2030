"""JUnit's XML, which CI systems show beside a change: a suite a file, a failed test a finding."""

from collections.abc import Sequence
from itertools import groupby
from xml.etree import ElementTree

from observability.findings import Finding, Severity
from observability.report.as_text import printable

NAME = "junit"


def render(findings: Sequence[Finding]) -> str:
    """The document. What is no error is a test that was skipped; without findings there is one test, and it passed."""
    root = ElementTree.Element("testsuites", name="observability")
    for file, group in groupby(findings, key=lambda finding: finding.location.file):
        _suite(root, file or "observability", list(group))
    if not findings:
        ElementTree.SubElement(_suite(root, "observability", []), "testcase", name="no findings")
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _suite(root: ElementTree.Element, name: str, findings: Sequence[Finding]) -> ElementTree.Element:
    failures = sum(finding.severity is Severity.ERROR for finding in findings)
    # Jenkins' schema asks for errors too, which are tests that could not be run.
    counts = {"tests": len(findings) or 1, "failures": failures, "errors": 0, "skipped": len(findings) - failures}
    attributes = {"name": printable(name), **{key: str(number) for key, number in counts.items()}}
    suite = ElementTree.SubElement(root, "testsuite", attributes)
    for finding in findings:
        _case(suite, finding)
    return suite


def _case(suite: ElementTree.Element, finding: Finding) -> None:
    location = finding.location
    where = f"{location.line}:{location.column} {finding.check}" if location.line else finding.check
    # Of two tests of one name CI systems show one.
    name = printable(finding.test or where)
    case = ElementTree.SubElement(suite, "testcase", classname=printable(location.file), name=name)
    kind = "failure" if finding.severity is Severity.ERROR else "skipped"
    ElementTree.SubElement(case, kind, message=printable(finding.message)).text = printable(str(finding))
