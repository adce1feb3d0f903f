#!/usr/bin/env python3
"""The venue of scripts/demo --live: invented accounts that live in memory. Standard library only.

    demo_venue.py BOOK SOCKET GATEWAY-URL TOKEN-FILE

States every account of BOOK on the daemon's socket, then fills each liquidation order that the gateway shows, a moment after it came, at its
limit price and into one desk's account. A real venue is docs/operating/matching-engine.md's matter.
"""
import http.client
import json
import socket
import sys
import threading
import time
import urllib.parse

SOURCE = "3"
DESK = "desk"
FILL_AFTER_S = 1.5
HEARTBEAT_S = 5


class Line:
    """The daemon's socket. Account records are numbered here, one behind the other."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(path)
        self.out = self.socket.makefile("w", encoding="utf-8")
        self.last = 0
        self.lock = threading.Lock()
        threading.Thread(target=self.hear, daemon=True).start()

    def hear(self):
        for line in self.socket.makefile(encoding="utf-8"):
            if "error" in line:
                print("venue:", line.strip(), file=sys.stderr, flush=True)

    def say(self, kind, records=1, flush=True, **fields):
        with self.lock:
            self.out.write(json.dumps({"type": kind, "source": SOURCE, "sequence": str(self.last + 1), **fields}) + "\n")
            self.last += records
            if flush:
                self.out.flush()

    def heartbeat(self):
        with self.lock:
            self.out.write(json.dumps({"type": "heartbeat", "source": SOURCE, "sequence": str(self.last)}) + "\n")
            self.out.flush()


def state(line, book):
    """Every account, and what it holds."""
    line.say("account", account=DESK, accountId="1", role="liquidator")
    line.say("fundBalance", asset="USD", balance="250000")
    number = 1
    with open(book, encoding="utf-8") as file:
        for text in file:
            account = json.loads(text)
            if account["type"] != "account":
                continue
            number += 1
            line.say("account", flush=False, account=account["id"], accountId=str(number))
            held = account["collateral"]
            positions = [{"instrument": p["instrument"], "quantity": p["quantity"], "entryPrice": p["entry"]} for p in account["positions"]]
            line.say("snapshot", len(held) + len(positions), False, account=account["id"], collateral=held, positions=positions)
    line.heartbeat()
    return number


def orders(url, token):
    """Each liquidation order from the first on, for ever; the gateway may come and go."""
    parts = urllib.parse.urlsplit(url)
    place = "0"
    while True:
        try:
            connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
            connection.request("GET", "/v1/stream", headers={"Last-Event-ID": place, "Authorization": "Bearer " + token})
            response = connection.getresponse()
            if response.status != 200:
                raise ConnectionError(response.read(500).decode("utf-8", "replace"))
            for raw in response:
                text = raw.decode("utf-8").rstrip("\n")
                if text.startswith("id: "):
                    place = text[4:]
                elif text.startswith("data: ") and json.loads(text[6:])["type"] == "order":
                    yield json.loads(text[6:])
        except (OSError, http.client.HTTPException):
            time.sleep(0.5)


def fill(line, order):
    sign = "" if order["side"] == "buy" else "-"
    line.say(
        "liquidationFill",
        account=order["account"],
        order=order["id"],
        counterparty=DESK,
        instrument=order["instrument"],
        quantity=sign + order["quantity"],
        price=order["limitPrice"],
    )


def beat(line):
    while True:
        time.sleep(HEARTBEAT_S)
        line.heartbeat()


def main():
    book, path, url, token_file = sys.argv[1:]
    with open(token_file, encoding="utf-8") as file:
        token = file.read().strip()
    line = Line(path)
    print("venue:", state(line, book), "accounts stated", flush=True)
    threading.Thread(target=beat, args=(line,), daemon=True).start()
    for order in orders(url, token):
        time.sleep(max(0.0, order["causeTimeNs"] / 1e9 + FILL_AFTER_S - time.time()))
        fill(line, order)


if __name__ == "__main__":
    main()
