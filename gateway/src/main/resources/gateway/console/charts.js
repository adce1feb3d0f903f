// uPlot in this page's colours, as wide as its panel.

import uPlot from "./uplot.js";
import { clock, duration } from "./text.js";

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** Lines over time in a place, on a logarithmic scale of ns. */
export class TimeLines {
  /** @param lines [label, colour's name] each */
  constructor(place, lines) {
    this.place = place;
    this.lines = lines;
    this.data = [[], ...lines.map(() => [])];
    this.plot = null;
    new ResizeObserver(() => this.draw()).observe(place);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
    document.addEventListener("theme", () => this.draw());
  }

  /** Other data: times in s, and the values of each line, null where there is none. */
  show(data) {
    this.data = data;
    if (this.plot && this.data[0].length > 0) {
      this.plot.setData(data);
    } else {
      this.draw();
    }
  }

  // Colours and sizes are uPlot's from its making on.
  draw() {
    this.plot?.destroy();
    this.plot = null;
    if (this.data[0].length === 0 || this.place.clientWidth === 0) {
      return;
    }
    const grid = { stroke: colour("--rule"), width: 1 };
    const axis = { stroke: colour("--quiet"), grid, ticks: { show: false }, font: "11px system-ui" };
    this.plot = new uPlot({
      width: this.place.clientWidth,
      height: this.place.clientHeight,
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: true }, y: { distr: 3 } },
      axes: [
        { ...axis, size: 24, space: 70, values: (plot, splits) => splits.map((s) => clock(s * 1000).slice(0, splits[1] - splits[0] < 60 ? 8 : 5)) },
        { ...axis, size: 56, grid: { ...grid, filter: decades }, filter: decades, values: (plot, splits) => splits.map((v) => (v === null ? "" : duration(v))) },
      ],
      series: [{}, ...this.lines.map(([label, name]) => ({ label, stroke: colour(name), width: 1.5, points: { show: true, size: 3 } }))],
    }, this.data, this.place);
  }
}

// Lines between powers of ten would be more than anybody reads.
function decades(plot, splits) {
  return splits.map((v) => (Math.abs(Math.log10(v) - Math.round(Math.log10(v))) < 1e-9 ? v : null));
}
