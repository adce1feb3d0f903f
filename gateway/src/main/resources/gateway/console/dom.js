// Elements from data. Text is only ever text: nothing that was received becomes markup.

/** The element with an id, which is there. */
export function byId(id) {
  return document.getElementById(id);
}

/** An element with properties and children; a child is an element or text. */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (name === "class") {
      element.className = value;
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Text, unless it is there already: nothing moves, and nothing is read out again. */
export function say(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** A row of a table; each cell is text, or [text, class, title]. */
export function row(cells, properties = {}) {
  return make("tr", properties, ...cells.map((cell) => {
    const [text, kind, title] = Array.isArray(cell) ? cell : [cell];
    return make("td", { class: kind ?? "", title }, text);
  }));
}

/** Other rows for a table's body. */
export function fill(table, rows) {
  table.tBodies[0].replaceChildren(...rows);
}

/** A row that says that there is nothing, and why. */
export function nothing(table, text) {
  fill(table, [make("tr", {}, make("td", { class: "unknown", colspan: table.tHead.rows[0].cells.length }, text))]);
}

/** Names and values side by side. */
export function facts(list, pairs) {
  list.replaceChildren(...pairs.map(([name, value]) => make("div", {}, make("dt", {}, name), make("dd", {}, value))));
}
