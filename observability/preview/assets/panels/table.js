// A table: a row for each set of labels, a column for each query; cells coloured, sorted and linked.
preview.panels.table = (box, { panel, asked, follow }) => {
  const { element, fields, colours, data } = preview;
  const frames = (panel.targets ?? []).map((target) => ({ target, answer: data.answer(asked?.[target.refId]) })).filter(({ answer }) => answer);
  const columns = laidOut(merged());
  if (!columns.rows.length) {
    box.append(element("p", { class: "nothing" }, panel.fieldConfig?.defaults?.noValue ?? "No data"));
    return;
  }
  let order = (panel.options?.sortBy ?? []).map((one) => ({ name: preview.text(one.displayName), down: Boolean(one.desc) }));
  const visible = columns.fields.filter((field) => !field.config.custom?.hidden);
  const body = element("tbody");
  const heads = visible.map((field) => element("th", { scope: "col", class: field.number ? "number" : "" },
    element("button", { type: "button", class: "sort", onclick: () => sortBy(field.title) }, field.title)));
  box.append(element("div", { class: "scroller", tabindex: 0, role: "region", "aria-label": `Table of ${preview.text(panel.title)}` },
    element("table", { class: "data" }, element("thead", {}, element("tr", {}, heads)), body)));
  fill();

  // One row for all queries' values of the same labels; the rows of the first query decide.
  function merged() {
    const rows = [];
    for (const { target, answer } of frames) {
      const value = frames.length > 1 ? `Value #${target.refId}` : "Value";
      const known = rows.length ? Object.keys(rows[0].labels) : [];
      const names = Object.keys(answer.series[0]?.labels ?? {});
      const shared = names.filter((name) => known.includes(name));
      const index = new Map();
      for (const row of rows) {
        const key = shared.map((name) => row.labels[name]).join("\u0000");
        index.set(key, [...(index.get(key) ?? []), row]);
      }
      for (const series of answer.series) {
        const values = answer.form === "instant" ? series.values : data.row(series);
        const found = rows.length && shared.length ? index.get(shared.map((name) => series.labels[name]).join("\u0000")) : null;
        const into = found ?? [{ labels: {}, values: {} }];
        if (!found) rows.push(...into);
        for (const row of into) {
          Object.assign(row.labels, series.labels);
          row.values[value] = data.reduce(values, "lastNotNull");
        }
      }
    }
    return rows;
  }

  // What the panel's transformation says of columns: their order, their titles, which are left out.
  function laidOut(rows) {
    const organize = (panel.transformations ?? []).find((one) => one.id === "organize")?.options ?? {};
    const labels = [...new Set(rows.flatMap((row) => Object.keys(row.labels)))];
    const values = frames.map(({ target }) => ({ name: frames.length > 1 ? `Value #${target.refId}` : "Value", refId: target.refId }));
    const all = [...labels.map((name) => ({ name, number: false })), ...values.map((one) => ({ ...one, number: true }))]
      .filter((field) => !organize.excludeByName?.[field.name] && field.name !== "__name__");
    const place = (field, at) => organize.indexByName?.[field.name] ?? 1000 + at;
    const sorted = all.map((field, at) => ({ field, at: place(field, at) })).sort((a, b) => a.at - b.at).map(({ field }) => field);
    const made = sorted.map((field) => {
      const title = preview.text(organize.renameByName?.[field.name] || field.name);
      const config = fields.config(panel, { name: organize.renameByName?.[field.name] || field.name, refId: field.refId, type: field.number ? "number" : "string" });
      return { ...field, title: config.displayName ?? title, config };
    });
    return { rows, fields: made };
  }

  function get(row, field) {
    return field.number ? row.values[field.name] ?? null : row.labels[field.name] ?? "";
  }
  function compared(a, b) {
    for (const { name, down } of order) {
      const field = columns.fields.find((one) => one.title === name);
      if (!field) continue;
      const [one, other] = [get(a, field), get(b, field)];
      if (one === other) continue;
      if (one === null) return 1;
      if (other === null) return -1;
      const sign = field.number ? one - other : String(one).localeCompare(String(other));
      if (sign) return down ? -sign : sign;
    }
    return 0;
  }
  function sortBy(name) {
    order = [{ name, down: order[0]?.name === name ? !order[0].down : true }];
    fill();
  }
  function fill() {
    visible.forEach((field, index) => {
      const first = order[0]?.name === field.title ? order[0] : null;
      heads[index].setAttribute("aria-sort", first ? (first.down ? "descending" : "ascending") : "none");
    });
    body.replaceChildren(...[...columns.rows].sort(compared).map((row) => element("tr", {}, visible.map((field) => cell(row, field)))));
  }

  function cell(row, field) {
    const value = get(row, field);
    const words = field.number ? fields.shown(field.config, value) : preview.text(value);
    const kind = field.config.custom?.cellOptions?.type ?? "auto";
    const style = {};
    if (value !== null && kind !== "auto" && (field.number || fields.mapped(field.config, value))) {
      const colour = fields.colour(field.config, value);
      if (kind === "color-background") Object.assign(style, { "background-color": colour, color: colours.over(colour) });
      if (kind === "color-text") style.color = colours.readable(colour, colours.variable("--panel"));
    }
    const link = field.config.links?.[0];
    const address = link && filled(link.url, row, value);
    const shown = field.number && value === null && !field.config.noValue ? "–" : words;
    return element("td", { class: field.number ? "number" : words.length > 40 ? "words" : "", style }, address ? follow(address, shown, link.title) : shown);
  }
  function filled(url, row, value) {
    return url.replace(/\$\{__data\.fields\.(\w+)(?::percentencode)?\}|\$\{__data\.fields\["([^"]+)"\]\}/g, (_, one, other) => {
      const name = one ?? other;
      const field = columns.fields.find((known) => known.name === name || known.title === name);
      return encodeURIComponent(field ? get(row, field) ?? "" : "");
    }).replace(/\$\{__value\.(?:raw|text)\}/g, encodeURIComponent(value ?? ""));
  }
};
