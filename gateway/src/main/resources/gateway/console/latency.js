// Latency percentiles of the intervals that the daemon keeps: as lines, and the last of them in numbers.

import { byId, fill, nothing, row } from "./dom.js";
import * as ages from "./ages.js";
import { TimeLines } from "./charts.js";
import { count, duration } from "./text.js";

const NAMES = { "tick-order": "tick to order", "tick-processed": "tick to processed", engine: "engine alone" };
const [END, COUNT, P50, P99, P999, MAX] = [0, 1, 2, 3, 4, 5];

let lines = null;
let hops = null;
let drawnMs = null;

/** Makes the chart. */
export function start() {
  lines = new TimeLines(byId("latency-chart"), [["p50", "--good"], ["p99", "--sea"], ["p99.9", "--warn"], ["max", "--bad"]]);
  byId("latency-hop").addEventListener("change", draw);
}

/** The daemon's intervals; none before the first has ended. */
export function show(overview) {
  hops = overview.latency.hops;
  const ends = Object.values(hops).flatMap((intervals) => intervals.slice(-1).map((last) => last[END]));
  if (ends.length === 0) {
    nothing(byId("latency-table"), "the first interval has not ended yet");
    return;
  }
  const newest = Math.max(...ends);
  ages.watchLimit("latency", 3 * overview.latency.intervalMs);
  ages.fresh("latency", overview.nowMs - newest);
  if (newest !== drawnMs) {
    drawnMs = newest;
    draw();
    fill(byId("latency-table"), Object.entries(NAMES).map(([hop, name]) => numbers(name, hops[hop].at(-1))));
  }
}

function numbers(name, last) {
  const has = last && last[COUNT] > 0;
  const cell = (which) => [has ? duration(last[which]) : "none", "n"];
  return row([name, cell(P50), cell(P99), cell(P999), cell(MAX), [last ? count(last[COUNT]) : "–", "n wide"]]);
}

function draw() {
  const intervals = hops?.[byId("latency-hop").value] ?? [];
  const line = (which) => intervals.map((one) => (one[COUNT] > 0 ? Math.max(1, one[which]) : null));
  const has = intervals.some((one) => one[COUNT] > 0);
  lines.show(has ? [intervals.map((one) => one[END] / 1000), line(P50), line(P99), line(P999), line(MAX)] : [[], [], [], [], []]);
}
