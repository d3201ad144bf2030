// Texts that leave their panel, are cut off, or lie over each other. What scrolls may be longer than it is seen.
(mayShorten) => {
  const faults = [], shown = new Map();
  // What an ancestor cuts off is not seen; that it is cut off is a fault of its own.
  const clipped = (box, parent) => {
    let { left, right, top, bottom } = box;
    for (let around = parent; around && around !== document.body; around = around.parentElement) {
      if (getComputedStyle(around).overflowX === "visible") continue;
      const limit = around.getBoundingClientRect();
      [left, right, top, bottom] = [Math.max(left, limit.left), Math.min(right, limit.right), Math.max(top, limit.top), Math.min(bottom, limit.bottom)];
    }
    return { left, right, top, bottom, width: right - left, height: bottom - top };
  };
  // Names of strangers may be of any length: those that end in dots have all of their text as a title.
  const shortened = (around) => mayShorten && around.closest("[title]") && (getComputedStyle(around).webkitLineClamp !== "none" || getComputedStyle(around).textOverflow === "ellipsis");
  const scrolls = (node) => node.closest(".scroller, .legend, .bar-list, .states, dialog, [hidden], noscript");
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, parent = node.parentElement;
    if (!node.data.trim() || parent.closest("script, style, select, .skip, .tooltip") || !parent.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].map((box) => clipped(box, parent)).filter((box) => box.width > 1 && box.height > 1);
    if (!boxes.length || scrolls(parent)) continue;
    const panel = parent.closest(".panel");
    const limits = panel ? panel.getBoundingClientRect() : { left: 0, right: innerWidth, top: -Infinity, bottom: Infinity };
    for (const box of boxes) {
      if (box.left < limits.left - 1 || box.right > limits.right + 1 || box.top < limits.top - 1 || box.bottom > limits.bottom + 1) {
        faults.push(`leaves its panel: ${node.data}`);
      }
    }
    for (let around = parent; around && around !== panel && around !== document.body; around = around.parentElement) {
      const style = getComputedStyle(around);
      if ((style.overflowX === "visible" && style.overflowY === "visible") || shortened(around)) continue;
      if (around.scrollWidth > around.clientWidth + 1 || around.scrollHeight > around.clientHeight + 2) faults.push(`is cut off: ${node.data}`);
    }
    const key = panel ?? document.body;
    for (const [other, text] of shown.get(key) ?? []) {
      for (const box of boxes) {
        const wide = Math.min(box.right, other.right) - Math.max(box.left, other.left);
        const high = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
        if (wide > 2 && high > 3) faults.push(`overlap: ${text} / ${node.data}`);
      }
    }
    shown.set(key, [...(shown.get(key) ?? []), ...boxes.map((box) => [box, node.data])]);
  }
  if (document.documentElement.scrollWidth > innerWidth) faults.push(`the page is ${document.documentElement.scrollWidth} wide`);
  return [...new Set(faults)];
}
