// @ts-check
// Follows the orders of a Plimsoll gateway. Node 18 or later, no packages; TypeScript checks it as it stands (tsc --checkJs).
//
//     node follow-orders.mjs URL PLACE-FILE [TOKEN-FILE]
//
// Prints one order a line and keeps its place in PLACE-FILE, so that it may be killed at any moment: it comes back behind the last
// order that it has acted on, and an order that comes once more is dropped by its id. A real bot trades where this one prints.
import { readFileSync, renameSync, writeFileSync, writeSync } from "node:fs";

/** @typedef {{ sequence: number, id: string, account: string, mode?: string, side?: string, quantity?: string }} Order */
/** @typedef {{ id: string, name: string, data: string }} StreamEvent */

const REMEMBERED = 100_000; // ids; more than can come once more
const SILENCE_MS = 30_000; // the gateway says something every 5 s

/** The last order acted on, replaced whole: it is always the old one or the new one. */
class Place {
  /** @param {string} path */
  constructor(path) {
    this.path = path;
    this.id = "0";
    /** @type {Set<string>} */
    this.seen = new Set();
    try {
      const lines = readFileSync(path, "utf8").trimEnd().split("\n");
      this.id = lines[0];
      lines.slice(1).forEach((id) => this.seen.add(id));
    } catch (problem) {
      if (/** @type {NodeJS.ErrnoException} */ (problem).code !== "ENOENT") throw problem;
    }
  }

  /** @param {string} place @param {string} orderId */
  save(place, orderId) {
    this.id = place;
    this.seen.add(orderId);
    if (this.seen.size > REMEMBERED) this.seen.delete(/** @type {string} */ (this.seen.values().next().value));
    const recent = [...this.seen].slice(-100);
    writeFileSync(this.path + ".new", [place, ...recent].join("\n") + "\n");
    renameSync(this.path + ".new", this.path);
  }
}

/**
 * Each event; one that breaks off is none.
 *
 * @param {AsyncIterable<Uint8Array>} body
 * @returns {AsyncGenerator<StreamEvent>}
 */
async function* events(body) {
  const decoder = new TextDecoder();
  let [rest, id, name] = ["", "", ""];
  /** @type {string[]} */
  let data = [];
  for await (const bytes of body) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n");
    rest = /** @type {string} */ (lines.pop());
    for (const line of lines) {
      if (line.startsWith("id: ")) id = line.slice(4);
      else if (line.startsWith("event: ")) name = line.slice(7);
      else if (line.startsWith("data: ")) data.push(line.slice(6));
      else if (line === "") {
        if (data.length > 0) yield { id, name, data: data.join("\n") };
        name = "";
        data = [];
      }
    }
  }
}

/** @param {Order} order */
function act(order) {
  writeSync(1, `${order.id} ${order.side ?? "seize"} ${order.quantity ?? ""} ${order.account}\n`);
}

/**
 * One connection, until it ends.
 *
 * @param {string} url
 * @param {Place} place
 * @param {string} token
 */
async function follow(url, place, token) {
  /** @type {Record<string, string>} */
  const headers = { "Last-Event-ID": place.id, Accept: "text/event-stream" };
  if (token !== "") headers.Authorization = "Bearer " + token;
  const stop = new AbortController();
  let timer = setTimeout(() => stop.abort(), SILENCE_MS);
  try {
    const response = await fetch(url + "/v1/stream", { headers, signal: stop.signal });
    if (response.status !== 200 || response.body === null) {
      throw new Error(`${response.status} ${(await response.text()).trim()}`);
    }
    const body = /** @type {AsyncIterable<Uint8Array>} */ (/** @type {unknown} */ (response.body));
    const watched = (async function* () {
      for await (const bytes of body) {
        clearTimeout(timer);
        timer = setTimeout(() => stop.abort(), SILENCE_MS);
        yield bytes;
      }
    })();
    for await (const event of events(watched)) {
      if (event.name !== "") {
        console.error("gateway:", event.data); // resync or cut
        continue;
      }
      const order = /** @type {Order} */ (JSON.parse(event.data));
      if (!place.seen.has(order.id) && order.mode !== "shadow") {
        act(order);
        place.save(event.id, order.id);
      }
    }
  } finally {
    clearTimeout(timer);
  }
}

const [url, file, tokenFile] = process.argv.slice(2);
const place = new Place(file);
const token = tokenFile === undefined ? "" : readFileSync(tokenFile, "utf8").trim();
for (;;) {
  try {
    await follow(url, place, token);
  } catch (problem) {
    console.error("bot:", /** @type {Error} */ (problem).message);
  }
  await new Promise((resolve) => setTimeout(resolve, 200));
}
