#!/usr/bin/env python3
"""Follows the orders of a Plimsoll gateway. Python 3.9 or later, standard library only.

    follow_orders.py URL PLACE-FILE [TOKEN-FILE]

Prints one order a line and keeps its place in PLACE-FILE, so that it may be killed at any moment: it comes back behind the last
order that it has acted on, and an order that comes once more is dropped by its id. A real bot trades where this one prints.
"""
import collections
import http.client
import json
import os
import sys
import time
import urllib.parse

REMEMBERED = 100_000  # ids; more than can come once more


class Place:
    """The last order acted on, replaced whole: it is always the old one or the new one."""

    def __init__(self, path):
        self.path = path
        self.seen = collections.OrderedDict()
        try:
            with open(path, encoding="utf-8") as file:
                lines = file.read().splitlines()
        except FileNotFoundError:
            lines = []
        self.id = lines[0] if lines else "0"
        self.seen.update(dict.fromkeys(lines[1:]))

    def save(self, place, order_id):
        self.id = place
        self.seen[order_id] = None
        while len(self.seen) > REMEMBERED:
            self.seen.popitem(last=False)
        recent = list(self.seen)[-100:]
        with open(self.path + ".new", "w", encoding="utf-8") as file:
            file.write("\n".join([place] + recent) + "\n")
        os.replace(self.path + ".new", self.path)


def events(response):
    """(id, name, data) of each event; an event that breaks off is none."""
    place, name, data = "", "", []
    for raw in response:
        line = raw.decode("utf-8").rstrip("\n")
        if not raw.endswith(b"\n"):
            return
        if line.startswith("id: "):
            place = line[4:]
        elif line.startswith("event: "):
            name = line[7:]
        elif line.startswith("data: "):
            data.append(line[6:])
        elif not line:
            if data:
                yield place, name, "\n".join(data)
            name, data = "", []


def act(order):
    print(order["id"], order.get("side", "seize"), order.get("quantity", ""), order["account"], flush=True)


def follow(url, place, token):
    """One connection, until it ends."""
    parts = urllib.parse.urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname, parts.port, timeout=30)  # the gateway says something every 5 s
    headers = {"Last-Event-ID": place.id, "Accept": "text/event-stream"}
    if token:
        headers["Authorization"] = "Bearer " + token
    try:
        connection.request("GET", "/v1/stream", headers=headers)
        response = connection.getresponse()
        if response.status != 200:
            raise ConnectionError(f"{response.status} {response.read(1000).decode('utf-8', 'replace').strip()}")
        for event_id, name, data in events(response):
            record = json.loads(data)
            if name:
                print("gateway:", data, file=sys.stderr, flush=True)  # resync or cut
            elif record["id"] not in place.seen and record.get("mode") != "shadow":
                act(record)
                place.save(event_id, record["id"])
    finally:
        connection.close()


def main():
    url, place = sys.argv[1], Place(sys.argv[2])
    token = ""
    if len(sys.argv) > 3:
        with open(sys.argv[3], encoding="utf-8") as file:
            token = file.read().strip()
    while True:
        try:
            follow(url, place, token)
        except (OSError, http.client.HTTPException) as problem:
            print("bot:", problem, file=sys.stderr, flush=True)
        time.sleep(0.2)


if __name__ == "__main__":
    main()
