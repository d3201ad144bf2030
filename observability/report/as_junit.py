"""JUnit's XML, which CI systems show beside a change: a suite a file, a failed test a finding."""

from collections.abc import Sequence
from xml.etree import ElementTree

from attrs import frozen

from observability.findings import Finding, Severity
from observability.report.as_text import printable

NAME = "junit"
_OURS = "observability"


@frozen
class Passed:
    """A test that passed: the file at which it would be told that it failed, its name, and the folder of such tests."""

    file: str
    name: str
    tests: str = ""


def render(findings: Sequence[Finding], passed: Sequence[Passed] = ()) -> str:
    """The document. What is no error is a test that was skipped.

    A test has the same suite and class whether it passes or fails, by which CI systems know it again. Where nothing
    passed and there are no findings there is one, for a document without tests looks as if nothing had run.
    """
    root = ElementTree.Element("testsuites", name=_OURS)
    suites = dict[str, tuple[list[Finding], list[Passed]]]()
    for finding in findings:
        suites.setdefault(finding.location.file or _OURS, ([], []))[0].append(finding)
    for test in passed or ([] if findings else [Passed(_OURS, "no findings")]):
        suites.setdefault(test.file, ([], []))[1].append(test)
    for name, (found, tests) in suites.items():
        _suite(root, name, found, tests)
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _suite(root: ElementTree.Element, name: str, findings: Sequence[Finding], passed: Sequence[Passed]) -> None:
    failures = sum(finding.severity is Severity.ERROR for finding in findings)
    # Jenkins' schema asks for errors too, which are tests that could not be run.
    counts = {"failures": failures, "errors": 0, "skipped": len(findings) - failures}
    numbers = {key: str(number) for key, number in {"tests": len(findings) + len(passed), **counts}.items()}
    suite = ElementTree.SubElement(root, "testsuite", {"name": printable(name), **numbers})
    for finding in findings:
        _case(suite, finding)
    for test in passed:
        ElementTree.SubElement(suite, "testcase", classname=printable(test.tests or name), name=printable(test.name))


def _case(suite: ElementTree.Element, finding: Finding) -> None:
    location = finding.location
    where = f"{location.line}:{location.column} {finding.check}" if location.line else finding.check
    # Of two tests of one name CI systems show one.
    name = printable(finding.test or where)
    case = ElementTree.SubElement(suite, "testcase", classname=printable(finding.tests or location.file), name=name)
    kind = "failure" if finding.severity is Severity.ERROR else "skipped"
    ElementTree.SubElement(case, kind, message=printable(finding.message)).text = printable(str(finding))
