"use strict";
// All of the page's own code is one script: each file adds a part to `preview`.
const preview = {};

// An element with attributes and children. Text is only ever set as text: whoever wrote it, it is no markup here.
preview.element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key === "style") for (const [name, set] of Object.entries(value)) made.style.setProperty(name, set);
    else made.setAttribute(key, value === true ? "" : String(value));
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
};

// Grafana's texts carry invisible word joiners after `$` and `[`; copied from here they shall be what they look like.
preview.text = (shown) => String(shown ?? "").replaceAll("\u2060", "");

// An address that may be followed: the web's, nothing that runs.
preview.isWeb = (address) => /^https?:\/\//i.test(address);

preview.counter = 0;
preview.unique = (prefix) => `${prefix}-${(preview.counter += 1)}`;

// The room inside of a box, without its padding.
preview.room = (box) => {
  const style = getComputedStyle(box);
  const sides = (one, other) => parseFloat(style[one]) + parseFloat(style[other]);
  return { width: box.clientWidth - sides("paddingLeft", "paddingRight"), height: box.clientHeight - sides("paddingTop", "paddingBottom") };
};
