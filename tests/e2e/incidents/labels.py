"""The receivers and the alerts of the shop that incidents are about."""

PAGER, CHAT, SWITCH = "shop-pager", "shop-chat", "dead-mans-switch"

_BURN = {"alertname": "AvailabilityBudgetBurn", "service": "shop", "signal": "http"}
PAGE = _BURN | {"severity": "critical"}
TICKET = _BURN | {"severity": "warning"}
ABSENT = {"alertname": "TelemetryAbsent", "service": "shop", "severity": "critical"}
WATCHDOG = {"alertname": "Watchdog"}
