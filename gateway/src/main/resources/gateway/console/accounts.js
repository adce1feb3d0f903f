// How many accounts stand how far from the edge, and which are nearest.

import { byId, fill, make, nothing, row, say } from "./dom.js";
import * as ages from "./ages.js";
import { amount, count, duration, words } from "./text.js";

const NEAR = 1.05; // bands that end here are coloured as near

/** The daemon's last pass over all accounts; null before the first. */
export function show(overview) {
  const census = overview.accounts;
  if (!census) {
    return;
  }
  const ageMs = overview.nowMs - census.atMs;
  ages.fresh("health", ageMs);
  ages.fresh("nearest", ageMs);
  say(byId("health-sum"), sum(census));
  bands(census);
  nearest(census);
}

function sum(census) {
  const parts = [count(census.accounts) + " accounts", count(census.verdicts.warning) + " in warning"];
  if (census.askedNothing) {
    parts.push(count(census.askedNothing) + " owe nothing");
  }
  if (census.unpriced) {
    parts.push(count(census.unpriced) + " without a price");
  }
  if (census.unchecked) {
    parts.push(count(census.unchecked) + " not checked");
  }
  return parts.join(" · ") + ". The pass took the engine " + duration(census.cost.engineNs) + " in "
    + count(census.cost.slices) + " pieces, the longest " + duration(census.cost.longestSliceNs) + ".";
}

function bands(census) {
  const all = [{ from: null, to: "1", count: census.below }, ...census.bands];
  const most = Math.max(1, ...all.map((band) => band.count));
  fill(byId("health-bands"), all.map((band) => {
    const bar = make("div", { class: "bar " + tone(band) });
    bar.style.width = band.count ? Math.max(0.8, (100 * band.count) / most) + "%" : "0";
    return make("tr", {}, make("td", {}, name(band)), make("td", {}, bar), make("td", { class: "n" }, count(band.count)));
  }));
}

function name(band) {
  if (band.from === null) {
    return "below the edge";
  }
  return band.to === null ? band.from + " and more" : band.from + " – " + band.to;
}

function tone(band) {
  return band.from === null ? "bad" : band.to !== null && Number(band.to) <= NEAR ? "warn" : "";
}

function nearest(census) {
  const table = byId("nearest-table");
  if (census.nearest.length === 0) {
    nothing(table, "no account owes a margin");
    return;
  }
  fill(table, census.nearest.map((account) => row([
    [account.account, "clip", account.account],
    [account.ratio ?? "–", "n"],
    [amount(account.equity), "n", account.equity],
    [amount(account.maintenanceMargin), "n wide", account.maintenanceMargin],
    [words(account.verdict) + (account.withheld ? ": " + words(account.withheld) : ""), verdictTone(account.verdict)],
  ])));
}

function verdictTone(verdict) {
  return { healthy: "good", warning: "warn" }[verdict] ?? "bad";
}
