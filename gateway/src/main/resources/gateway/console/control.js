// Kill with a reason, arm with a typed name. The gateway decides who may, the daemon whether it can: both answers are shown as they are.

import { byId, say } from "./dom.js";
import { request, textOf } from "./session.js";

/** Makes the two forms work. */
export function start() {
  byId("kill-form").addEventListener("submit", (event) => {
    const reason = byId("kill-reason");
    act(event, "Kill", "/v1/console/kill", { reason: reason.value });
  });
  byId("arm-form").addEventListener("submit", (event) => {
    act(event, "Arm", "/v1/console/arm", { operator: byId("arm-name").value, reason: byId("arm-reason").value });
  });
}

/** Who this is, and whether the gateway lets it; the forms stay usable where it is not known, so that nobody waits to kill. */
export function who(you) {
  say(byId("who"), you.client);
  say(byId("control-who"), you.mayOperate
    ? "You are " + you.client + ": it is journaled under that name."
    : "You are " + you.client + ", and may look only.");
  for (const button of document.querySelectorAll("#control button")) {
    button.disabled = !you.mayOperate;
  }
}

async function act(event, name, path, parameters) {
  event.preventDefault();
  const form = event.currentTarget;
  const answer = byId("control-answer");
  say(answer, name + ": asked, no answer yet …");
  answer.className = "";
  try {
    const response = await request(path + "?" + new URLSearchParams(parameters), { method: "POST" });
    say(answer, name + ": " + (await textOf(response)));
    answer.className = response.ok ? "good" : "bad";
    if (response.status === 200) {
      form.reset();
    }
  } catch {
    say(answer, name + ": the gateway cannot be reached. Use the command line, or the file KILL in the daemon's data directory.");
    answer.className = "bad";
  }
}
