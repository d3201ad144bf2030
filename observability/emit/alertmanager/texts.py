"""What notifications say: templates that Alertmanager runs over alerts.

A template reads labels and annotations as values, so no text of a descriptor or of a series is run as a template. In
Slack such a text could still call people or hide a link, so there it is escaped as Slack asks for.
"""

_FIRST = (
    "{{ with .Alerts.Firing }}{{ (index . 0).Annotations.%s }}{{ else }}{{ (index .Alerts 0).Annotations.%s }}{{ end }}"
)
_LINK = '{{ with (index .Alerts 0).Annotations }}{{ if match "^https?://" .%s }}{{ .%s }}{{ end }}{{ end }}'
_ESCAPED = 'reReplaceAll "&" "&amp;" | reReplaceAll "<" "&lt;" | reReplaceAll ">" "&gt;"'


def _first(annotation: str) -> str:
    return _FIRST % (annotation, annotation)


def _link(annotation: str) -> str:
    """The first alert's link where it can be followed: without a URL in the project file it is a path."""
    return _LINK % (annotation, annotation)


def _alerts(which: str) -> str:
    return (
        f"{{{{ range {which} }}}}{{{{ .Annotations.summary }}}}\n"
        "{{ .Annotations.description }}\n"
        "Severity: {{ .Labels.severity }}, {{ .Status }}\n"
        "Service: {{ .Labels.service }}, owner: {{ .Labels.owner }}\n"
        "Runbook: {{ .Annotations.runbook_url }}\n"
        "Dashboard: {{ .Annotations.dashboard_url }}\n"
        "\n"
        "{{ end }}"
    )


SUBJECT = (
    "[{{ .Status | toUpper }}{{ with .CommonLabels.severity }} {{ . }}{{ end }}] "
    f"{{{{ with .CommonLabels.service }}}}{{{{ . }}}}: {{{{ end }}}}{_first('summary')}"
    "{{ if gt (len .Alerts) 1 }} ({{ len .Alerts }} alerts){{ end }}"
)
BODY = _alerts(".Alerts")
FIRING = _alerts(".Alerts.Firing")
RUNBOOK, DASHBOARD = _link("runbook_url"), _link("dashboard_url")
# PagerDuty refuses an event of any other severity.
PAGERDUTY_SEVERITY = (
    '{{ if match "^(critical|warning|info)$" .CommonLabels.severity }}'
    "{{ .CommonLabels.severity }}{{ else }}critical{{ end }}"
)
SLACK_COLOR = (
    '{{ if eq .Status "resolved" }}good{{ else if eq .CommonLabels.severity "critical" }}danger'
    "{{ else }}warning{{ end }}"
)
SLACK_TITLE = (
    '{{ printf "[%s %s] %s (%d)" (.Status | toUpper) .CommonLabels.severity .CommonLabels.service (len .Alerts) '
    f"| {_ESCAPED} }}}}"
)
SLACK_TEXT = (
    "{{ range .Alerts }}"
    r'{{ printf "*%s* (%s, %s)\n%s\nOwner: %s\nRunbook: %s\nDashboard: %s" '
    ".Annotations.summary .Labels.severity .Status .Annotations.description .Labels.owner "
    f".Annotations.runbook_url .Annotations.dashboard_url | {_ESCAPED} }}}}\n"
    "{{ end }}"
)
