// The page: which dashboard is shown, how, and what changes it. The address after the # says so too.
preview.app = (() => {
  const { element, data, charts, grid, controls, panel, compare } = preview;
  const folded = new Map();
  const main = document.getElementById("main");
  const header = document.getElementById("top");
  let current = null;
  let whole = false; // of a compared dashboard: all of it, not just what changed

  const find = (uid) => data.payload().dashboards.find((one) => one.json.uid === uid);

  // `now-6h` and `now`, and times in milliseconds; the page's own time is never left.
  const moment = (text) => {
    const { end } = data.payload().span;
    const relative = /^now(?:-(\d+)([smhdw]))?$/.exec(text ?? "");
    if (relative) return relative[1] ? end - Number(relative[1]) * { s: 1e3, m: 60e3, h: 3600e3, d: 86400e3, w: 604800e3 }[relative[2]] : end;
    return /^\d+$/.test(text ?? "") ? Number(text) : null;
  };
  const setTime = ([from, to]) => {
    const { start, end, step } = data.payload().span;
    data.view.to = Math.min(end, Math.max(start + 2 * step, to));
    data.view.from = Math.max(start, Math.min(from, data.view.to - 2 * step));
  };

  // The values of variables that an address sets.
  const named = (parameters, shown) => {
    const found = {};
    for (const [key, value] of parameters) if (key.startsWith("var-")) (found[key.slice(4)] ??= []).push(value);
    return Object.fromEntries(Object.entries(found).map(([name, values]) => [name, data.choice(values, shown.values[name] ?? [])]));
  };
  const read = () => {
    const match = /^#\/d\/([^?]*)(?:\?(.*))?$/.exec(location.hash);
    const parameters = new URLSearchParams(match?.[2] ?? "");
    const shown = (match && find(decodeURIComponent(match[1]))) ?? data.payload().dashboards[0];
    const fresh = current !== shown;
    current = shown;
    data.view.choices = named(parameters, shown);
    const from = moment(parameters.get("from"));
    const to = moment(parameters.get("to"));
    if (from !== null && to !== null) setTime([from, to]);
    else if (fresh) setTime([moment(shown.json.time?.from) ?? data.payload().span.start, moment(shown.json.time?.to) ?? data.payload().span.end]);
  };
  const address = (uid, choices = data.view.choices) => {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(choices)) if (value !== data.ALL) for (const one of data.parts(value)) parameters.append(`var-${name}`, one);
    parameters.set("from", Math.round(data.view.from));
    parameters.set("to", Math.round(data.view.to));
    return `#/d/${encodeURIComponent(uid)}?${parameters}`;
  };
  const go = (uid, choices) => {
    const next = address(uid, choices);
    if (next === location.hash) render();
    else location.hash = next;
  };

  // A link of Grafana's: to a dashboard of this page, to the web, or to where only Grafana leads.
  const follow = (url, words, title = null) => {
    const inside = /^\/d\/([\w%.-]+)[^?]*\??(.*)/.exec(url ?? "");
    const uid = inside && decodeURIComponent(inside[1]);
    if (uid && find(uid)) return element("a", { href: address(uid, named(new URLSearchParams(inside[2]), find(uid))), title }, words);
    if (preview.isWeb(url)) return element("a", { href: url, target: "_blank", rel: "noopener noreferrer", title }, words);
    return element("span", { class: "elsewhere", title: "Only in Grafana" }, words);
  };
  // A list of the page's dashboards that have all of its tags.
  const menu = (link) => {
    const listed = data.payload().dashboards.filter(({ json }) => (link.tags ?? []).every((tag) => json.tags?.includes(tag)));
    if (!listed.length) return "";
    const items = listed.map(({ json }) => element("li", {}, element("a", { href: address(json.uid, {}) }, preview.text(json.title))));
    return element("details", { class: "menu" }, element("summary", {}, preview.text(link.title)), element("ul", {}, items));
  };
  const zoom = (range) => {
    setTime(range ?? [data.payload().span.start, data.payload().span.end]);
    go(current.json.uid);
  };

  const bar = () => {
    const { source, environment, span, compared } = data.payload();
    const title = preview.text(current.json.title);
    const links = (current.json.links ?? []).map((link) => (link.type === "link" ? follow(link.url, preview.text(link.title)) : menu(link)));
    const chosen = (name, value) => go(current.json.uid, { ...data.view.choices, [name]: value });
    const origin = source === "generated"
      ? "Generated data: a day as it could be, with one incident. Rules and queries were evaluated by a real Prometheus."
      : `Data from a Prometheus, ${charts.clock(span.start / 1000, true)} to ${charts.clock(span.end / 1000, true)} UTC.`;
    document.title = title;
    // Whoever chose by the keyboard is still where it was, though all of the bar is new.
    const focused = header.contains(document.activeElement) ? document.activeElement.getAttribute("aria-label") : null;
    header.replaceChildren(
      element("div", { class: "headline" }, element("h1", {}, title), element("nav", { "aria-label": "Links" }, links)),
      element("div", { class: "controls" }, controls.dashboards(current.json.uid, (uid) => go(uid, {})), controls.variables(current, chosen),
        controls.time((range) => { setTime(range); go(current.json.uid); }),
        compare.has(current) ? controls.view(whole, (all) => { whole = all; render(); }) : "", controls.theme(switchTheme)),
      compared ? element("p", { class: "compared", role: "status" }, element("strong", {}, `Compared with ${compared}: `), compare.summary(current)) : "",
      element("p", { class: "origin" }, preview.text(current.json.description), current.json.description ? " " : "", element("span", { class: "aside" }, origin, ` Times are UTC. Environment: ${environment}.`)));
    if (focused) [...header.querySelectorAll("[aria-label]")].find((one) => one.getAttribute("aria-label") === focused)?.focus();
  };

  const sections = () => grid.sections(current.json).map((one) => {
    const key = `${current.json.uid}/${one.id}`;
    const frames = one.panels.map((shown) => panel.frame(shown, current, { zoom, follow }, compare.mark(current, shown)));
    return grid.section(one, frames, folded.get(key) ?? one.collapsed, (hidden) => folded.set(key, hidden));
  });

  const render = () => {
    charts.clear();
    bar();
    main.setAttribute("aria-label", preview.text(current.json.title));
    const rows = compare.has(current) && !whole ? [compare.view(current, { zoom, follow })] : sections();
    main.replaceChildren(...rows);
    rows.forEach((row) => row.drawAll());
  };

  const switchTheme = () => {
    const theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    try {
      localStorage.setItem("theme", theme);
    } catch { /* a page from disk may have no storage: then it is asked again next time */ }
    render();
    document.querySelector("[data-theme-switch]").focus();
  };
  const firstTheme = () => {
    let kept = null;
    try {
      kept = localStorage.getItem("theme");
    } catch { /* as above */ }
    const system = matchMedia("(prefers-color-scheme: light)");
    document.documentElement.dataset.theme = kept ?? (system.matches ? "light" : "dark");
    system.addEventListener("change", () => {
      document.documentElement.dataset.theme = system.matches ? "light" : "dark";
      render();
    });
  };

  // What the page shows, packed: JSON is mostly numbers, and these repeat themselves.
  const unpacked = async () => {
    const bytes = Uint8Array.from(atob(document.getElementById("payload").textContent), (character) => character.charCodeAt(0));
    return JSON.parse(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text());
  };

  const start = async () => {
    const began = performance.now();
    data.load(await unpacked());
    firstTheme();
    read();
    render();
    addEventListener("hashchange", () => { read(); render(); });
    // A breakpoint moves panels: what was fitted to its box is fitted anew.
    let width = innerWidth;
    addEventListener("resize", () => {
      if (innerWidth === width) return;
      width = innerWidth;
      clearTimeout(start.timer);
      start.timer = setTimeout(render, 120);
    });
    document.documentElement.dataset.drawn = String(Math.round(performance.now() - began));
  };
  return { start };
})();
preview.app.start();
