// Server-sent events with a token, which a browser's own EventSource cannot send. Comes back by itself, with its place.

import { request, textOf } from "./session.js";

const PAUSE_MS = 1000;
const LONG_PAUSE_MS = 15_000; // where this token may not: it will not tomorrow either, unless somebody sees to it
const FORBIDDEN = 403;

/**
 * Follows a stream for ever.
 * @param path answers the address, with the place of the last event
 * @param on.event gets (name, data, id); on.problem gets why nothing comes; on.alive hears of each sign of life
 */
export async function follow(path, on) {
  let id = null;
  for (;;) {
    let pauseMs = PAUSE_MS;
    try {
      const response = await request(path(id), { headers: { Accept: "text/event-stream" } });
      if (response.ok) {
        id = await read(response.body.getReader(), id, on);
        on.problem("the gateway ended the connection");
      } else {
        pauseMs = response.status === FORBIDDEN ? LONG_PAUSE_MS : PAUSE_MS;
        on.problem(await textOf(response));
      }
    } catch (failure) {
      id = failure.id ?? id;
      on.problem("the gateway cannot be reached");
    }
    await new Promise((done) => setTimeout(done, pauseMs));
  }
}

async function read(reader, from, on) {
  const decoder = new TextDecoder();
  let rest = "";
  let id = from;
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) {
        return id;
      }
      on.alive();
      const blocks = (rest + decoder.decode(value, { stream: true })).split("\n\n");
      rest = blocks.pop();
      for (const block of blocks) {
        id = take(block, id, on);
      }
    }
  } catch (failure) {
    throw Object.assign(new Error("broken off"), { id, cause: failure });
  }
}

function take(block, from, on) {
  let id = from;
  let name = "";
  let data = "";
  for (const line of block.split("\n")) {
    if (line.startsWith("id: ")) {
      id = line.slice(4);
    } else if (line.startsWith("event: ")) {
      name = line.slice(7);
    } else if (line.startsWith("data: ")) {
      data += line.slice(6);
    }
  }
  if (data) {
    on.event(name, JSON.parse(data), id);
  }
  return id;
}
