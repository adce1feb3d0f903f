// Each price, what its guard says of it, and what each of its sources said last.

import { byId, fill, nothing, row } from "./dom.js";
import * as ages from "./ages.js";
import { age, price, words } from "./text.js";

const OLD_MS = 30_000; // an unguarded price older than this is pointed at; the daemon's own limit decides on arming

/** How the daemon's prices stood; null before it was asked. */
export function show(overview) {
  const stands = overview.stands;
  if (!stands) {
    return;
  }
  ages.fresh("prices", overview.nowMs - stands.atMs);
  if (stands.prices.length === 0) {
    nothing(byId("prices-table"), "no price is configured");
    return;
  }
  fill(byId("prices-table"), stands.prices.flatMap((one) => [
    row([one.symbol, [price(one.price), "n"], ...state(one, overview.nowMs)]),
    ...one.sources.map((source) => sourceRow(source, overview)),
  ]));
}

function state(one, nowMs) {
  if (one.acceptedMs === null) {
    return [["never priced", "bad"], ["–", "n"]];
  }
  const ageMs = nowMs - one.acceptedMs;
  const said = [];
  let tone = "good";
  if (one.guard) {
    said.push("guard: " + words(one.guard));
    tone = { valid: "good", degraded: "warn" }[one.guard] ?? "bad";
  } else {
    said.push("no guard");
    tone = "";
  }
  if (one.dwelling) {
    said.push("waits out a jump");
    tone = "warn";
  }
  if (one.low !== one.high) {
    said.push("valued " + price(one.low) + " – " + price(one.high));
  }
  if (one.manual) {
    said.push("set by an operator");
    tone = "warn";
  }
  if (!one.guard && ageMs > OLD_MS) {
    said.push("old");
    tone = "warn";
  }
  return [[said.join(", "), tone], [age(ageMs), "n"]];
}

function sourceRow(source, overview) {
  const name = overview.sources[source.source];
  let said = ["heard", ""];
  if (source.down) {
    said = ["down", "bad"];
  } else if (!source.fresh) {
    said = ["too old to count", "warn"];
  } else if (source.outlier) {
    said = ["outlier, left out", "warn"];
  }
  return row([
    "source " + source.source + (name ? " " + name : ""),
    [price(source.price), "n"],
    said,
    [source.saidMs === null ? "–" : age(overview.nowMs - source.saidMs), "n"],
  ], { class: "source" });
}
