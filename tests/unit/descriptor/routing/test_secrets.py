"""Whatever stands where, no message about receivers repeats it."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from observability import report
from observability.descriptor import load_project
from observability.exceptions import InputError
from observability.model.artifact import Source
from tests.unit.descriptor.samples import project_text

SECRET, NUMBER = "xoxb-71s3cr3t29", 918273645546372819
KEYS = (
    *("url", "url_file", "api_url", "api_url_file", "routing_key", "routing_key_file", "service_key", "token"),
    *("credentials", "credentials_file", "username", "password", "password_file", "auth_password", "to", "channel"),
    *("smarthost", "from", "headers", "anything"),
    # Where a key belongs, people write the secret itself.
    *(SECRET, str(NUMBER), f"https://hooks.slack.com/services/{SECRET}", f"chanel {SECRET}", "s3cr3t"),
)
KINDS = ("webhook", "email", "slack", "pagerduty")
VALUES = st.sampled_from([
    SECRET, NUMBER, f"https://hooks.slack.com/services/{SECRET}", f"https://a:{SECRET}@example.org/",
    f"https://example.org/?key={SECRET}", f"hooks.example.org/{SECRET}", f"{{{{ {SECRET} }}}}", f"{SECRET}:587",
    f"a@{SECRET}@b", f"{SECRET}\n", [SECRET], {"x": SECRET},
])  # fmt: skip
# In a name's place, what nobody takes for a name.
NAMES = ("a", "b", f"https://hooks.slack.com/services/{SECRET}", f"{NUMBER}", "tr0ub4dor&s3cr3t")
INTEGRATION = st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=4) | VALUES
RECEIVER = st.dictionaries(st.sampled_from((*KINDS, SECRET)), INTEGRATION, max_size=3) | VALUES
RECEIVERS = st.dictionaries(st.sampled_from(NAMES), RECEIVER, max_size=2) | VALUES
TOLD = st.dictionaries(
    st.sampled_from(["critical", "warning", "info", SECRET, "s3cr3t"]), VALUES | st.just("a"), max_size=3
)
ALERTMANAGER = st.fixed_dictionaries(
    {"receivers": RECEIVERS, "watchdog": VALUES},
    optional={
        "smtp": INTEGRATION,
        "default": TOLD,
        SECRET: VALUES,
        "timing": TOLD,
        "maintenance": st.dictionaries(st.sampled_from(NAMES), VALUES | st.just({SECRET: 1})),
    },
)
SPEC = st.fixed_dictionaries(
    {"alertmanager": ALERTMANAGER | VALUES},
    optional={
        "owners": st.dictionaries(
            st.sampled_from(NAMES),
            st.dictionaries(st.sampled_from(("receivers", SECRET)), TOLD | VALUES),
        ),
        "environments": st.fixed_dictionaries({"staging": st.fixed_dictionaries({"alertmanager": ALERTMANAGER})}),
    },
)


@settings(deadline=None)
@given(SPEC)
def test_no_secret_is_repeated_in_any_format(spec: dict[str, object]) -> None:
    assert_silent(project_text(json.dumps(spec, ensure_ascii=False)))


@pytest.mark.parametrize(
    "wrong",
    [
        "receivers: {0123456789abcdefs3cr3t: 1, 0123456789abcdefs3cr3t: 2}",
        "receivers: {hook: {webhook: {s3cr3t: 1, s3cr3t: 2}}}",
        "receivers: {hook: {webhook: {s3cr3t: !s3cr3t x}}}",
        "receivers: {hook: {webhook: {s3cr3t: *s3cr3t}}}",
        "receivers: {hook: {webhook: {url_file: [*s3cr3t]}}}",
        "receivers: {hook: {webhook: {? {s3cr3t: 1} : 2}}}",
        "receivers: {hook: {webhook: {*s3cr3t : 2}}}",
        "receivers: {hook: {webhook: {url_file: s3cr3t: 1}}}",
        "receivers: {hook: {webhook: {url_file: %s3cr3t}}}",
        "receivers: {hook: {webhook: {url_file: 's3cr3t}}}",
        'receivers: {hook: {webhook: {url_file: "\\s3cr3t"}}}',
        "receivers: {hook: {webhook: {url_file: s3cr3t}",
        "receivers: {hook: {webhook: {s3cr3t: {s3cr3t: {s3cr3t: !s3cr3t x}}}}}",
    ],
)
def test_nor_does_what_is_said_of_bad_yaml(wrong: str) -> None:
    assert_silent(project_text(f"{{alertmanager: {{watchdog: false, {wrong}}}}}"))


def test_a_slip_of_the_pen_is_still_called_by_its_name() -> None:
    spec = "{alertmanager: {watchdog: false, receivers: {chat: {slack: {chanel: x, channel: x, api_url_file: /x}}}}}"
    said = assert_silent(project_text(spec))
    assert "unknown key 'chanel' (spec.alertmanager.receivers.chat.slack.chanel); did you mean channel?" in said


def assert_silent(text: str) -> str:
    """The project file is refused, and no format repeats a secret; what is said, as text."""
    with pytest.raises(InputError) as refused:
        load_project(Source("observability.yaml", text.encode()))
    for form in report.FORMATS:
        said = report.render(refused.value.findings, form.NAME)
        assert "s3cr3t" not in said
        assert str(NUMBER) not in said
    return report.render(refused.value.findings, "text")
