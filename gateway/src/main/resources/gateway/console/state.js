// The line on top: what the daemon is, in a word that is seen from across the room, and what stands against arming.

import { byId, facts, make, say } from "./dom.js";
import * as ages from "./ages.js";
import { count } from "./text.js";

const WORDS = {
  armed: ["ARMED", "good", { live: "Orders go to bots.", shadow: "Orders are flagged as shadow: nobody may act on them." }],
  disarmed: ["DISARMED", "warn", "Values every account and orders nothing, until it is armed."],
  killed: ["KILLED", "bad", "The kill switch is thrown: nothing is ordered until an operator arms."],
  halted: ["HALTED", "bad", "A capacity limit was reached: nothing is ordered until a restart with larger limits."],
};

let known = null; // the last state heard, as it was told

/** The daemon told how it is. */
export function show(overview) {
  const status = overview.status;
  const [word, tone, texts] = WORDS[status.state] ?? [status.state.toUpperCase(), "warn", ""];
  known = word;
  tell(word, tone, typeof texts === "string" ? texts : texts[status.mode], status.mode.toUpperCase());
  ages.fresh("state");
  const reasons = status.state === "armed" && status.notReadyBecause.length === 0 ? [] : status.notReadyBecause;
  byId("state-reasons").hidden = reasons.length === 0;
  byId("state-reasons").replaceChildren(...reasons.map((reason) => make("li", {}, reason)));
  facts(byId("state-facts"), [
    ["input", count(status.counters.engineSequence)],
    ["in flight", count(status.counters.ordersInFlight)],
    ["issued", count(status.counters.ordersIssued)],
    ["waiting units", count(status.counters.unitsQueued)],
    ["suspect accounts", count(status.suspectAccounts)],
    ["ring", count(status.counters.ringFill)],
    ["disk", ["enough", "low", "halted"][status.counters.diskState] ?? "not known"],
    ["durability", status.durability],
    ["build", status.build],
    ["journal", status.journal],
  ]);
}

/** Nothing comes from the daemon, for a reason; what was known is told as what it was. */
export function problem(text) {
  tell("UNKNOWN", "bad", text + "." + (known ? " Last known: " + known + "." : ""), null);
}

function tell(word, tone, text, mode) {
  byId("state").dataset.tone = tone;
  say(byId("state-word"), word);
  say(byId("state-text"), text);
  byId("state-mode").hidden = !mode;
  say(byId("state-mode"), mode ?? "");
  document.title = word + (mode ? " " + mode : "") + " · Plimsoll";
}

/** When too long nothing came though nobody said why. */
export function check() {
  if (known && ages.isStale("state") && byId("state-word").textContent !== "UNKNOWN") {
    problem("Nothing has been heard of the daemon for a while");
  }
}
