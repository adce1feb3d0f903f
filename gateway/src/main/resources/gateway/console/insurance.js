// What insurance funds hold, and who paid for what bankrupt accounts owed: draws, what nobody covers, deleveraging.

import { byId, fill, make, nothing, row } from "./dom.js";
import * as ages from "./ages.js";
import { amount, moment, when } from "./text.js";

const KEPT = 40;
const NS_PER_MS = 1e6;

const TEXTS = {
  fundDraw: (r) => `fund ${r.fundId} pays ${amount(r.amount)} ${r.asset} for ${r.account}, and has ${amount(r.fundBalance)} left`,
  uncovered: (r) => `nobody covers ${amount(r.amount)} ${r.asset} of ${r.account}`,
  deleverage: (r) => `${r.counterparty} takes over ${r.side} ${r.quantity} ${r.instrument} of ${r.account} at ${r.price}, rank ${r.rank}`,
  penalty: (r) => `${r.account} pays a penalty of ${amount(r.amount)} ${r.asset}: liquidator ${amount(r.liquidator)}, fund ${r.fundId} ${amount(r.fund)}, protocol ${amount(r.protocol)}`,
  withdrawalsBlocked: (r) => (r.blocked ? `withdrawals should be blocked: ${amount(r.deficit)} owed, funds have ${amount(r.funds)}` : "withdrawals may go on"),
};

const events = [];
let isDirty = false;

/** Makes lines of what has come, some times a second. */
export function start() {
  setInterval(() => {
    if (isDirty) {
      isDirty = false;
      byId("insurance-events").replaceChildren(...events.map(line));
    }
  }, 250);
}

/** How the daemon's funds stood; null before it was asked. */
export function show(overview) {
  const stands = overview.stands;
  if (!stands) {
    return;
  }
  ages.fresh("insurance", overview.nowMs - stands.atMs);
  const table = byId("insurance-funds");
  if (stands.funds.balances.length === 0) {
    nothing(table, "the daemon was told of no fund");
    return;
  }
  const rows = stands.funds.balances.map((one) => row([
    one.fund === 0 ? "0, shared" : String(one.fund),
    one.asset,
    [amount(one.balance), "n", one.balance],
    [amount(one.promised), "n", one.promised],
  ]));
  fill(table, stands.funds.leftOut ? [...rows, row([["and " + stands.funds.leftOut + " more", "unknown"], "", "", ""])] : rows);
}

/** A record of the log, of whatever type. */
export function take(record) {
  if (TEXTS[record.type]) {
    events.unshift(record);
    events.length = Math.min(events.length, KEPT);
    isDirty = true;
  }
}

function line(record) {
  const ms = record.eventNs / NS_PER_MS;
  const shadow = record.mode === "shadow" ? " (shadow)" : "";
  return make("li", {}, make("time", { datetime: new Date(ms).toISOString(), title: moment(ms) }, when(ms)), TEXTS[record.type](record) + shadow);
}
