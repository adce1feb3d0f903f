// Orders as they come, newest first, each with what has become of it and, opened, why it was made.

import { byId, facts, fill, make, nothing, say } from "./dom.js";
import * as ages from "./ages.js";
import { amount, count, moment, price, when, words } from "./text.js";

const KEPT = 400;
const SHOWN = 60;
const NS_PER_MS = 1e6;

const orders = new Map(); // by id, oldest first
let opened = null; // id
let journal = null; // the daemon's own path, once it told it
let isDirty = false;
let heard = 0;

/** Makes rows of what has come, some times a second, however much that is. */
export function start() {
  setInterval(() => {
    if (isDirty) {
      isDirty = false;
      draw();
    }
  }, 250);
}

/** A record of the log, of whatever type. */
export function take(record) {
  if (record.type === "order" || record.type === "seizeOrder") {
    orders.delete(record.id);
    orders.set(record.id, { ...record, state: "in flight" });
    heard++;
    if (orders.size > KEPT) {
      orders.delete(orders.keys().next().value);
    }
    isDirty = true;
  } else if ((record.type === "orderState" || record.type === "seizeOrderState") && orders.has(record.id)) {
    const cause = record.status === record.reason || record.reason === "fill" ? "" : ": " + words(record.reason);
    orders.get(record.id).state = words(record.status) + cause;
    isDirty = true;
  }
}

/** The log goes on elsewhere: what is known may not be of it. */
export function forget(resync) {
  orders.clear();
  opened = null;
  nothing(byId("orders-table"), "The log goes on at record " + resync.from + ": " + words(resync.reason) + ". None heard since.");
}

/** Where the daemon's journal is, for the command that explains an order. */
export function journalIs(path) {
  journal = path;
}

function draw() {
  const newest = [...orders.values()].slice(-SHOWN).reverse();
  say(byId("orders-sum"), count(heard) + " heard by this page, those at its opening included; the newest " + newest.length + " are here.");
  const hadFocus = document.activeElement?.dataset?.order;
  fill(byId("orders-table"), newest.flatMap((order) => (order.id === opened ? [line(order), why(order)] : [line(order)])));
  if (hadFocus) {
    byId("orders-table").querySelector(`[data-order="${CSS.escape(hadFocus)}"]`)?.focus();
  }
}

function line(order) {
  const ms = order.causeTimeNs / NS_PER_MS;
  const isOpen = order.id === opened;
  const id = make("button", { type: "button", class: "id", "aria-expanded": String(isOpen), "data-order": order.id, onclick: () => toggle(order.id) }, order.id);
  const shadow = order.mode === "shadow" ? " (shadow)" : "";
  return make("tr", {},
    make("td", { title: moment(ms) }, when(ms)),
    make("td", {}, id),
    make("td", { class: "clip", title: order.account }, order.account),
    make("td", {}, what(order) + shadow),
    make("td", { class: "n wide" }, order.type === "order" ? price(order.limitPrice) : "–"),
    make("td", { class: "n wide" }, order.type === "order" ? price(order.markPrice) : "–"),
    make("td", {}, order.state));
}

function what(order) {
  return order.type === "order"
    ? `${order.side} ${order.quantity} ${order.instrument}`
    : `repay ${order.repay} ${order.debt}, take ${order.seize} ${order.collateral}`;
}

function toggle(id) {
  opened = opened === id ? null : id;
  draw();
}

function why(order) {
  const all = make("dl", {});
  facts(all, Object.entries(order)
    .filter(([name, value]) => name !== "prices" && name !== "state" && value !== null)
    .map(([name, value]) => [name, typeof value === "number" && name.endsWith("Ns") ? moment(value / NS_PER_MS) : String(value)]));
  const command = `plimsoll explain --journal ${journal ?? "DIR"} ${order.id}`;
  return make("tr", { class: "why" }, make("td", { colspan: 7 },
    make("p", {}, because(order)),
    ...(order.prices ?? []).map((leg) => make("p", {}, `It was valued at price ${leg.priceId}: ${price(leg.price)}, ${(leg.ageNs / 1e9).toFixed(1)} s old, ${words(leg.state)}.`)),
    all,
    make("p", {}, "The whole arithmetic, from the journal alone: ", make("code", {}, command), " ",
      make("button", { type: "button", onclick: (event) => copy(event.currentTarget, command) }, "Copy"))));
}

function because(order) {
  const reasons = {
    maintenance: `Equity ${amount(order.equity)} is below the maintenance margin of ${amount(order.maintenanceMargin)}`,
    bankrupt: `Net worth ${amount(order.netWorth)} is below zero`,
    operator: "An operator forced the liquidation",
    rebalance: "The account asked to be rebalanced",
  };
  return (reasons[order.reason] ?? words(order.reason)) + `; input ${order.causeSequence} caused it.`;
}

async function copy(button, text) {
  try {
    await navigator.clipboard.writeText(text);
    say(button, "Copied");
  } catch {
    say(button, "Select it: this browser does not let a page copy");
  }
}

/** A sign of life of the stream. */
export function alive() {
  ages.fresh("orders");
}
