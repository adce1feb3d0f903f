// How old each panel's data is, told in words, and that it is stale in a word of its own. Ages go on while nothing comes.

import { byId, say } from "./dom.js";
import { age } from "./text.js";

const panels = new Map();

/** A panel whose data may be so old; before anything came its age says so. */
export function watch(id, limitMs) {
  panels.set(id, { limitMs, atMs: null });
  show(id);
}

/** Its data may be older, or not so old any more. */
export function watchLimit(id, limitMs) {
  panels.get(id).limitMs = limitMs;
}

/** A panel's data came just now, and was so old when it was sent. */
export function fresh(id, ageMs = 0) {
  panels.get(id).atMs = performance.now() - Math.max(0, ageMs);
  show(id);
}

/** Whether a panel's data is too old to go by, or was never there. */
export function isStale(id) {
  const panel = panels.get(id);
  return panel.atMs === null || performance.now() - panel.atMs > panel.limitMs;
}

function show(id) {
  const panel = panels.get(id);
  const known = panel.atMs !== null;
  const stale = known && isStale(id);
  const text = known ? age(performance.now() - panel.atMs) + " old" : "no data yet";
  say(byId(id + "-age"), stale ? "STALE: " + text : text);
  byId(id).classList.toggle("stale", stale);
}

/** Goes on telling ages. */
export function start() {
  setInterval(() => panels.forEach((panel, id) => show(id)), 500);
}
