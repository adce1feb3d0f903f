// Puts the panels and the two streams together: what the daemon tells each second, and the log's records as they come.

import { byId, say } from "./dom.js";
import * as accounts from "./accounts.js";
import * as ages from "./ages.js";
import * as control from "./control.js";
import { follow } from "./events.js";
import * as insurance from "./insurance.js";
import * as keys from "./keys.js";
import * as latency from "./latency.js";
import * as orders from "./orders.js";
import * as prices from "./prices.js";
import { adopt } from "./session.js";
import * as state from "./state.js";
import { count } from "./text.js";

const BACK = 2000; // records of the log that are read at the opening
const HEALTH_MS = 5000;

/** Each panel, and how old in ms its data may be: several times as old as it is when all is well. */
const LIMITS = { state: 5_000, prices: 5_000, health: 30_000, nearest: 30_000, latency: 30_000, orders: 15_000, insurance: 5_000 };

function onOverview(overview) {
  say(byId("link"), "connected");
  state.show(overview);
  accounts.show(overview);
  prices.show(overview);
  latency.show(overview);
  insurance.show(overview);
  orders.journalIs(overview.status.journal);
}

function onProblem(text) {
  say(byId("link"), text);
  state.problem(text.charAt(0).toUpperCase() + text.slice(1));
}

function followDaemon() {
  return follow(() => "/v1/console/stream", {
    event: (name, data) => ({ daemon: onOverview, you: control.who, problem: (problem) => onProblem(problem.text) }[name]?.(data)),
    problem: onProblem,
    alive: () => {},
  });
}

async function followOrders() {
  const head = await newest();
  return follow((place) => "/v1/stream?all=true&after=" + (place ?? Math.max(0, head - BACK)), {
    event: (name, data) => {
      if (name === "resync") {
        orders.forget(data);
      } else if (name === "") {
        orders.take(data);
        insurance.take(data);
      }
    },
    problem: () => {},
    alive: orders.alive,
  });
}

/** The sequence of the log's newest record, once the gateway can tell. */
async function newest() {
  for (;;) {
    const health = await gateway();
    if (health && health.status === "ready") {
      return Number(health.head.split("-")[0]);
    }
    await new Promise((done) => setTimeout(done, 1000));
  }
}

async function gateway() {
  try {
    const health = await (await fetch("/v1/health", { cache: "no-store" })).json();
    const refused = Object.entries(health.counters).filter(([name]) => name.startsWith("refused_")).reduce((sum, [, n]) => sum + n, 0);
    say(byId("gateway-facts"), `Gateway: ${health.status}${health.problem ? ", " + health.problem : ""} · record ${health.head} · streams ${count(health.clients)} · `
      + `connections ${count(health.connections)} · requests refused ${count(refused)}, for a wrong token ${count(health.counters.refused_unauthorized)}`
      + (health.tokensProblem ? " · tokens: " + health.tokensProblem : ""));
    return health;
  } catch {
    say(byId("gateway-facts"), "Gateway: cannot be reached.");
    return null;
  }
}

adopt();
keys.start();
control.start();
Object.entries(LIMITS).forEach(([id, limitMs]) => ages.watch(id, limitMs));
ages.start();
latency.start();
orders.start();
insurance.start();
setInterval(state.check, 500);
setInterval(gateway, HEALTH_MS);
followDaemon();
followOrders();
