// Numbers and times as people read them. Amounts come as exact decimals in text and are cut here, never computed with.

const RECENT_MS = 12 * 3_600_000;
const THIN = "\u202f"; // which no line breaks at

/** An exact decimal with its thousands apart, cut to so many decimals; null is a dash. */
export function amount(text, decimals = 2) {
  if (text === null || text === undefined) {
    return "–";
  }
  const [whole, fraction = ""] = String(text).split(".");
  const sign = whole.startsWith("-") ? "−" : "";
  const digits = whole.replace("-", "").replace(/\B(?=(\d{3})+(?!\d))/g, THIN);
  const kept = fraction.slice(0, decimals);
  return sign + digits + (decimals > 0 && kept ? "." + kept.padEnd(decimals, "0") : "");
}

/** A price: every decimal that it has. */
export function price(text) {
  const fraction = String(text ?? "").split(".")[1] ?? "";
  return amount(text, Math.max(2, fraction.length));
}

/** A whole number. */
export function count(number) {
  return number === null || number === undefined ? "–" : amount(String(Math.trunc(number)), 0);
}

/** How old something is, in ms, to as much as matters. */
export function age(ms) {
  const s = Math.max(0, ms) / 1000;
  if (s < 10) {
    return s.toFixed(1) + " s";
  }
  if (s < 120) {
    return Math.round(s) + " s";
  }
  if (s < 7200) {
    return Math.round(s / 60) + " min";
  }
  return s < 172800 ? Math.round(s / 3600) + " h" : Math.round(s / 86400) + " days";
}

/** A stretch of time in ns. */
export function duration(ns) {
  if (ns === null || ns === undefined) {
    return "–";
  }
  if (ns < 1e3) {
    return Math.round(ns) + " ns";
  }
  const units = [[1e9, "s"], [1e6, "ms"], [1e3, "µs"]];
  const [size, unit] = units.find(([each]) => ns >= each);
  const value = ns / size;
  return (value < 10 ? value.toFixed(1) : Math.round(value)) + " " + unit;
}

/** The time of day of a moment in ms, in this browser's zone. */
export function clock(ms) {
  return new Date(ms).toLocaleTimeString("en-GB", { hour12: false });
}

/** The time of day of a moment in ms, with the date where it is not of the last hours. */
export function when(ms) {
  const isRecent = Math.abs(Date.now() - ms) < RECENT_MS;
  const date = new Date(ms);
  return isRecent ? clock(ms) : `${date.toLocaleDateString("en-CA")} ${clock(ms).slice(0, 5)}`;
}

/** A moment whole, in UTC. */
export function moment(ms) {
  return new Date(ms).toISOString().replace("T", " ").replace("Z", " UTC");
}

/** A word of the journal's, as it reads: NOTHING_TO_REDUCE is "nothing to reduce". */
export function words(name) {
  return String(name).toLowerCase().replaceAll("_", " ");
}
