// Two versions of a dashboard: each panel that is not as it was, before and after, with what changed.
preview.compare = (() => {
  const { element } = preview;
  const WORDS = { added: "added", removed: "removed", changed: "changed", moved: "moved", same: "unchanged" };

  const flat = (dashboard) => (dashboard?.panels ?? []).flatMap((panel) => (panel.type === "row" ? [panel, ...(panel.panels ?? [])] : [panel]));
  const panelsOf = (shown) => new Map(flat(shown?.json).map((panel) => [String(panel.id), panel]));

  // What happened to a panel of the dashboard as it is shown.
  const mark = (shown, panel) => {
    if (!preview.data.payload().compared || shown.change === "same") return null;
    if (shown.change !== "changed") return shown.change;
    return shown.panels?.[String(panel.id)]?.change ?? null;
  };
  const counts = (shown) => {
    const found = {};
    for (const { change } of Object.values(shown.panels ?? {})) found[change] = (found[change] ?? 0) + 1;
    return found;
  };
  const summary = (shown) => {
    if (shown.change !== "changed") return `This dashboard is ${WORDS[shown.change]}.`;
    const parts = Object.entries(counts(shown)).map(([change, count]) => `${count} panel${count === 1 ? "" : "s"} ${WORDS[change]}`);
    if (shown.around?.length) parts.push(`${shown.around.length} change${shown.around.length === 1 ? "" : "s"} beside panels`);
    return `${parts.join(", ")}.`;
  };
  const has = (shown) => Boolean(preview.data.payload().compared) && shown.change === "changed";

  // The changes of a dashboard, as a list of pairs; what only moved is told in words.
  const view = (shown, actions) => {
    const now = panelsOf(shown);
    const before = panelsOf(shown.before);
    const frames = [];
    const side = (words, panel, of, other) => {
      const height = Math.max(5, Math.min(10, (panel ?? other).gridPos.h));
      if (!panel || panel.type === "row") return element("div", { class: "side absent", style: { "--h": height } }, element("p", { class: "nothing" }, panel ? "A row" : `Not there ${words}`));
      const frame = preview.panel.frame(panel, of, actions);
      frame.style.setProperty("--h", height);
      frames.push(frame);
      return element("div", { class: "side" }, frame);
    };
    const pair = ([id, { change, words }]) => {
      const panel = now.get(id) ?? before.get(id);
      return element("section", { class: `pair ${change}`, "data-change": change, "data-id": id },
        element("h3", {}, preview.text(panel?.title ?? id), " ", element("span", { class: `change ${change}` }, WORDS[change])),
        change === "changed" ? element("ul", { class: "what" }, words.map((line) => element("li", {}, line))) : "",
        element("div", { class: "sides" },
          element("div", {}, element("h4", {}, "Before"), side("before", before.get(id), shown.before, now.get(id))),
          element("div", {}, element("h4", {}, "After"), side("any longer", now.get(id), shown, before.get(id)))));
    };
    const told = Object.entries(shown.panels ?? {}).filter(([, { change }]) => change !== "moved");
    const moved = Object.entries(shown.panels ?? {}).filter(([, { change }]) => change === "moved").map(([id]) => preview.text(now.get(id)?.title ?? id));
    const made = element("div", { class: "comparison" },
      shown.around?.length ? element("section", { class: "around" }, element("h3", {}, "Beside the panels"), element("ul", { class: "what" }, shown.around.map((line) => element("li", {}, line)))) : "",
      told.map(pair),
      moved.length ? element("p", { class: "aside" }, `Moved, and else as they were: ${moved.join(", ")}.`) : "");
    made.drawAll = () => frames.forEach((frame) => frame.draw());
    return made;
  };

  return { mark, summary, has, view, WORDS };
})();
