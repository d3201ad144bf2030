// Descriptions and texts: the little Markdown that our dashboards hold, as elements. What is not known stays text.
preview.markdown = (() => {
  const { element } = preview;
  const NAMES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };
  const decoded = (text) => text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (all, decimal, hex, name) => {
    const code = decimal ? Number(decimal) : hex ? parseInt(hex, 16) : null;
    if (code !== null) return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
    return NAMES[name] ?? all;
  }).replace(/\\([\\`*_{}[\]()#+\-.!=])/g, "$1");

  const link = (address, words) => preview.isWeb(address)
    ? element("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, words)
    : element("span", { class: "elsewhere" }, words);
  const INLINE = /`([^`]+)`|<(https?:\/\/[^<>\s]+)>|\[([^\]]*)\]\(<?([^)>\s]*)>?\)|\*\*([^*]+)\*\*/g;
  const inline = (text) => {
    const made = [];
    let end = 0;
    for (const match of text.matchAll(INLINE)) {
      made.push(decoded(text.slice(end, match.index)));
      const [all, code, bare, words, address, strong] = match;
      if (code !== undefined) made.push(element("code", {}, code));
      else if (bare !== undefined) made.push(link(bare, bare));
      else if (strong !== undefined) made.push(element("strong", {}, decoded(strong)));
      else made.push(link(address, decoded(words)));
      end = match.index + all.length;
    }
    made.push(decoded(text.slice(end)));
    return made.filter((part) => part !== "");
  };

  const block = (text) => {
    const lines = text.split("\n");
    if (lines.every((line) => /^[-*] /.test(line))) {
      return element("ul", {}, lines.map((line) => element("li", {}, inline(line.slice(2)))));
    }
    const heading = /^#{1,6} (.*)$/.exec(text);
    return heading ? element("p", { class: "heading" }, inline(heading[1])) : element("p", {}, inline(lines.join(" ")));
  };

  const blocks = (text) => String(text ?? "").replaceAll("\u2060", "").split(/\n{2,}/).map((part) => part.trim()).filter(Boolean).map(block);
  return { blocks, plain: (text) => blocks(text).map((made) => made.textContent).join(" ") };
})();
