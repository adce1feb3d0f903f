// The token of this tab, and requests with it. It is never in an address that is sent: after a '#' it stays in the browser.

import { byId, say } from "./dom.js";

const KEY = "plimsoll-token";
let waiting = null;

/** Takes over a token that stands behind the address's '#', and takes it out of there. */
export function adopt() {
  const match = /^#token=(.+)$/.exec(location.hash);
  if (match) {
    sessionStorage.setItem(KEY, decodeURIComponent(match[1]));
    history.replaceState(null, "", location.pathname);
  }
  byId("session-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const token = byId("session-token").value.trim();
    if (token) {
      sessionStorage.setItem(KEY, token);
      byId("session-token").value = "";
      say(byId("session-error"), "");
      byId("session").hidden = true;
      const done = waiting?.done;
      waiting = null;
      done?.();
    }
  });
}

function ask() {
  if (!waiting) {
    const wrong = sessionStorage.getItem(KEY) !== null;
    say(byId("session-error"), wrong ? "This gateway does not know that token." : "");
    byId("session").hidden = false;
    byId("session-token").focus();
    waiting = {};
    waiting.answered = new Promise((done) => (waiting.done = done));
  }
  return waiting.answered;
}

/** Asks the gateway; where it wants a token, or another one, a person is asked for it first. */
export async function request(path, options = {}) {
  for (;;) {
    const token = sessionStorage.getItem(KEY);
    const headers = { ...options.headers };
    if (token) {
      headers.Authorization = "Bearer " + token;
    }
    const response = await fetch(path, { ...options, headers, cache: "no-store", credentials: "omit", redirect: "error" });
    if (response.status !== 401) {
      return response;
    }
    if (sessionStorage.getItem(KEY) === token) {
      await ask();
    }
  }
}

/** What an answer says in words. */
export async function textOf(response) {
  const body = await response.text();
  try {
    return JSON.parse(body).text ?? body;
  } catch {
    return body || "status " + response.status;
  }
}
