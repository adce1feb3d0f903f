// Follows the orders of a Plimsoll gateway. No packages; Node 22.18 or later runs it as it stands, an older one what tsc makes of it.
//
//     node follow-orders.mts URL PLACE-FILE [TOKEN-FILE]
//
// Prints one order a line and keeps its place in PLACE-FILE, so that it may be killed at any moment: it comes back behind the last
// order that it has acted on, and an order that comes once more is dropped by its id. A real bot trades where this one prints.
import { readFileSync, renameSync, writeFileSync, writeSync } from "node:fs";

interface Order {
  sequence: number;
  id: string;
  account: string;
  mode?: string;
  side?: string;
  quantity?: string;
}

interface StreamEvent {
  id: string;
  name: string;
  data: string;
}

const REMEMBERED = 100_000; // ids; more than can come once more
const SILENCE_MS = 30_000; // the gateway says something every 5 s

/** The last order acted on, replaced whole: it is always the old one or the new one. */
class Place {
  readonly path: string;
  readonly seen = new Set<string>();
  id = "0";

  constructor(path: string) {
    this.path = path;
    try {
      const [id = "0", ...seen] = readFileSync(path, "utf8").trimEnd().split("\n");
      this.id = id;
      seen.forEach((one) => this.seen.add(one));
    } catch (problem) {
      if ((problem as NodeJS.ErrnoException).code !== "ENOENT") throw problem;
    }
  }

  save(place: string, orderId: string): void {
    this.id = place;
    this.seen.add(orderId);
    if (this.seen.size > REMEMBERED) {
      for (const oldest of this.seen) {
        this.seen.delete(oldest);
        break;
      }
    }
    const recent = [...this.seen].slice(-100);
    writeFileSync(this.path + ".new", [place, ...recent].join("\n") + "\n");
    renameSync(this.path + ".new", this.path);
  }
}

/** Each event; one that breaks off is none. */
async function* events(body: AsyncIterable<Uint8Array>): AsyncGenerator<StreamEvent> {
  const decoder = new TextDecoder();
  let [rest, id, name] = ["", "", ""];
  let data: string[] = [];
  for await (const bytes of body) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
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

function act(order: Order): void {
  writeSync(1, `${order.id} ${order.side ?? "seize"} ${order.quantity ?? ""} ${order.account}\n`);
}

/** One connection, until it ends. */
async function follow(url: string, place: Place, token: string): Promise<void> {
  const headers: Record<string, string> = { "Last-Event-ID": place.id, Accept: "text/event-stream" };
  if (token !== "") headers["Authorization"] = "Bearer " + token;
  const stop = new AbortController();
  let timer = setTimeout(() => stop.abort(), SILENCE_MS);
  try {
    const response = await fetch(url + "/v1/stream", { headers, signal: stop.signal });
    const body = response.body;
    if (response.status !== 200 || body === null) {
      throw new Error(`${response.status} ${(await response.text()).trim()}`);
    }
    const watched = (async function* (): AsyncGenerator<Uint8Array> {
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
      const order = JSON.parse(event.data) as Order;
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
if (url === undefined || file === undefined) throw new Error("expected URL PLACE-FILE [TOKEN-FILE]");
const place = new Place(file);
const token = tokenFile === undefined ? "" : readFileSync(tokenFile, "utf8").trim();
for (;;) {
  try {
    await follow(url, place, token);
  } catch (problem) {
    console.error("bot:", (problem as Error).message);
  }
  await new Promise((resolve) => setTimeout(resolve, 200));
}
