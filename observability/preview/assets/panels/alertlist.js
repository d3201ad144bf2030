// The alerts that fire or wait at the end of the chosen time, from ALERTS.
preview.panels.alertlist = (box, { panel, asked }) => {
  const { element, charts, data } = preview;
  const times = data.times();
  const answer = data.answer(asked?.alerts);
  const states = panel.options?.stateFilter ?? { firing: true, pending: true };
  const now = (answer?.series ?? []).map((one) => {
    const row = data.row(one);
    let since = row.length - 1;
    while (since > 0 && row[since - 1] !== null) since -= 1;
    return { labels: one.labels, state: one.labels.alertstate, last: row.at(-1), since: times[since] };
  }).filter((one) => one.last !== null && one.last !== undefined && states[one.state]);
  const worst = { critical: 0, warning: 1 };
  const weight = (one) => (one.state === "firing" ? 0 : 10) + (worst[one.labels.severity] ?? 2);
  now.sort((a, b) => weight(a) - weight(b) || b.since - a.since);
  if (!now.length) {
    box.append(element("p", { class: "nothing good" }, panel.fieldConfig?.defaults?.noValue ?? "Nothing fires"));
    return;
  }
  const HIDDEN = ["__name__", "alertname", "alertstate", "severity", "owner", "tier"];
  const list = now.slice(0, panel.options?.maxItems ?? 20).map((one) => element("li", { class: `alert ${one.state} ${one.labels.severity ?? ""}` },
    element("span", { class: "badge" }, one.state),
    element("strong", {}, one.labels.alertname ?? ""),
    one.labels.severity ? element("span", { class: "severity" }, one.labels.severity) : "",
    element("span", { class: "labels" }, Object.entries(one.labels).filter(([key]) => !HIDDEN.includes(key)).map(([key, value]) => `${key}: ${value}`).join(", ")),
    element("span", { class: "since" }, `since ${charts.clock(one.since, false)}`)));
  box.append(element("div", { class: "scroller", tabindex: 0, role: "region", "aria-label": `List of ${preview.text(panel.title)}` }, element("ul", { class: "alerts" }, list)));
};
