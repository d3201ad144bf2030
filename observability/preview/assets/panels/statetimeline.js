// What state each series was in, and when: a bar for each, in pieces.
preview.panels["state-timeline"] = (box, { panel, series }) => {
  const { element, fields, colours, charts, data } = preview;
  const times = data.times();
  const rows = series.filter((one) => one.values.some((value) => value !== null));
  if (!rows.length) {
    box.append(element("p", { class: "nothing" }, panel.fieldConfig?.defaults?.noValue ?? "No data"));
    return;
  }
  box.classList.add("timeline");
  const list = element("ul", { class: "states" }, rows.map((one) => element("li", {},
    element("span", { class: "name", title: one.name }, one.name), element("span", { class: "lane" }, pieces(one)))));
  const ends = [times[0], times[Math.floor(times.length / 2)], times.at(-1)].map((at) => element("span", {}, charts.clock(at, false)));
  box.append(list, element("div", { class: "times", "aria-hidden": "true" }, ends));

  function pieces(one) {
    const made = [];
    let since = 0;
    for (let at = 1; at <= times.length; at += 1) {
      if (at < times.length && fields.shown(one.config, one.values[at]) === fields.shown(one.config, one.values[since])) continue;
      if (one.values[since] !== null) {
        const colour = fields.colour(one.config, one.values[since]);
        const words = fields.shown(one.config, one.values[since]);
        const share = (at - since) / times.length;
        made.push(element("span", {
          class: "piece", title: `${one.name}: ${words}, ${charts.clock(times[since], true)} to ${charts.clock(times[Math.min(at, times.length - 1)], true)} UTC`,
          style: { left: `${(since / times.length) * 100}%`, width: `${share * 100}%`, "background-color": colour, color: colours.over(colour) },
        }, share > 0.12 ? words : ""));
      }
      since = at;
    }
    return made;
  }
};
preview.panels["status-history"] = preview.panels["state-timeline"];
