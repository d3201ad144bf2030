// A panel's frame: its title, which opens its queries; its description; its drawing.
preview.panel = (() => {
  const { element, data, fields, markdown } = preview;

  // `shown` is the dashboard as the page has it, `actions` are `zoom` and `follow`; `mark` tells what a comparison found.
  const frame = (panel, shown, actions, mark = null) => {
    const title = preview.text(panel.title);
    const id = preview.unique("panel");
    const body = element("div", { class: "body" });
    const made = element("section", { class: `panel kind-${panel.type}`, "aria-labelledby": id, "data-id": panel.id, ...(mark ? { "data-change": mark } : {}) });
    const description = panel.description ? info(panel, title) : [];
    made.append(
      element("div", { class: "bar" },
        element("h3", { id }, element("button", { type: "button", class: "title", title: `${title}: show its queries`, onclick: () => inspect(panel, shown, actions) }, title || "Untitled")),
        ...description, mark ? element("span", { class: `change ${mark}` }, mark) : ""),
      body);
    made.draw = () => {
      body.replaceChildren();
      body.className = "body";
      draw(body, panel, shown, actions);
      body.dataset.drawn = body.querySelector(".nothing, .failed") ? "empty" : "yes";
    };
    return made;
  };

  const draw = (body, panel, shown, actions) => {
    const asked = shown.queries[String(panel.id)];
    const answers = (panel.targets ?? []).map((target) => data.answer(asked?.[target.refId])).filter(Boolean);
    const failed = answers.find((answer) => answer.error);
    const how = preview.panels[panel.type];
    const source = panel.datasource?.type;
    const elsewhere = source && !["prometheus", "grafana", "datasource"].includes(source) ? source[0].toUpperCase() + source.slice(1) : "";
    if (failed) body.append(element("p", { class: "failed", role: "alert" }, `The server refused a query: ${failed.error}`));
    else if (elsewhere) body.append(element("p", { class: "nothing" }, `Grafana asks ${elsewhere} for this: it is in no Prometheus.`));
    else if (!how) body.append(element("p", { class: "failed" }, `A panel of type ${panel.type} is drawn by Grafana only.`));
    else if (answers.length && answers.every((answer) => answer.missing)) body.append(element("p", { class: "nothing" }, "Not in this page for these values together: choose fewer of them, or of one variable alone."));
    else how(body, { panel, shown, asked, series: fields.series(panel, asked), ...actions });
    if (!body.hasAttribute("role")) summary(body, panel, asked);
  };

  // For those who do not see the drawing.
  const summary = (body, panel, asked) => {
    const canvas = body.querySelector(".chart");
    if (!canvas) return;
    const series = fields.series(panel, asked);
    const words = series.slice(0, 8).map((one) => `${one.name} ${fields.shown(one.config, data.reduce(one.values, "lastNotNull"))}`);
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", panel.type === "heatmap" ? `Heatmap of ${series.length} buckets` : `${series.length} series; last: ${words.join(", ")}`);
  };

  const info = (panel, title) => {
    const id = preview.unique("description");
    const tip = element("div", { class: "tooltip", id, role: "tooltip", hidden: true }, markdown.blocks(panel.description));
    // What is gone when the focus moves on cannot be moved to: links are in the dialog.
    for (const link of tip.querySelectorAll("a")) link.replaceWith(element("span", { class: "address" }, link.textContent));
    const show = (visible) => (event) => {
      tip.hidden = !visible;
      if (!visible) return;
      const around = event.currentTarget.getBoundingClientRect();
      const { width, height } = tip.getBoundingClientRect();
      const below = around.bottom + 6 + height < innerHeight;
      tip.style.left = `${Math.max(8, Math.min(innerWidth - width - 8, around.left - 8))}px`;
      tip.style.top = `${below ? around.bottom + 6 : Math.max(8, around.top - height - 6)}px`;
    };
    const button = element("button", {
      type: "button", class: "info", "aria-label": `About ${title}`, "aria-describedby": id,
      onmouseenter: show(true), onmouseleave: show(false), onfocus: show(true), onblur: show(false),
      onkeydown: (event) => { if (event.key === "Escape") tip.hidden = true; },
    }, "i");
    return [button, tip];
  };

  // The queries of a panel, as Prometheus was asked, in a dialog.
  const inspect = (panel, shown, actions) => {
    const asked = shown.queries[String(panel.id)] ?? {};
    const heading = preview.unique("dialog");
    const dialog = element("dialog", { "aria-labelledby": heading, onclose: () => dialog.remove(), onclick: (event) => { if (event.target === dialog) dialog.close(); } });
    const targets = panel.type === "alertlist" ? [{ refId: "alerts" }] : panel.targets ?? [];
    const queries = targets.map((target) => {
      const answer = data.answer(asked[target.refId]);
      const count = answer?.series.length ?? 0;
      return element("section", { class: "query" },
        element("h3", {}, target.refId === "alerts" ? "Alerts" : `Query ${target.refId}`, target.legendFormat && target.legendFormat !== "__auto" ? element("span", { class: "aside" }, preview.text(target.legendFormat)) : ""),
        element("pre", { tabindex: 0 }, element("code", {}, answer?.expr || target.expr || "")),
        element("p", { class: "aside" }, answer?.error ?? `${count} series${answer?.form === "instant" ? ", at the end of the time" : ""}`));
    });
    const links = (panel.links ?? []).map((link) => element("li", {}, actions.follow(link.url, preview.text(link.title))));
    dialog.append(element("div", { class: "dialog" },
      element("div", { class: "dialog-head" }, element("h2", { id: heading }, preview.text(panel.title)),
        element("button", { type: "button", class: "close", "aria-label": "Close", onclick: () => dialog.close() }, "×")),
      panel.description ? element("div", { class: "prose" }, markdown.blocks(panel.description)) : "",
      queries, links.length ? element("ul", { class: "links" }, links) : ""));
    document.body.append(dialog);
    dialog.showModal();
  };

  return { frame };
})();
