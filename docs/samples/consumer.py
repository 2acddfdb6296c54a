#!/usr/bin/env python3
"""A subscriber to Omnichannel's webhooks, in the standard library of Python 3.9 or later.

It makes a webhook for itself, checks the signature of every delivery, and counts events by type. What it has counted and how
far it is are saved together, so that a delivery that comes again counts once, and none is missing after a crash.

    python3 docs/samples/consumer.py http://127.0.0.1:8080 KEY

The key needs the scope `analyst`. The server has to be allowed to call this machine:
Feeds__Webhooks__AllowedHosts=127.0.0.1:8090
"""
import argparse
import base64
import hashlib
import hmac
import json
import sqlite3
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer

TOLERANCE = 5 * 60  # seconds that the sender's clock and ours may differ
MAX_BODY = 4 * 1024 * 1024


class Refused(Exception):
    """The request is not from whom we made the webhook with."""


def verify(secret, headers, body, now):
    """Standard Webhooks 1.0: HMAC-SHA256 over id.timestamp.body; several signatures while the secret is rotated."""
    message_id, timestamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not timestamp.isdigit() or abs(now - int(timestamp)) > TOLERANCE:
        raise Refused("too old, or from the future")
    signed = f"{message_id}.{timestamp}.".encode() + body
    expected = base64.b64encode(hmac.digest(base64.b64decode(secret.removeprefix("whsec_")), signed, hashlib.sha256))
    for token in headers.get("webhook-signature", "").split(" "):
        version, _, signature = token.partition(",")
        if version == "v1" and hmac.compare_digest(signature.encode(), expected):
            return
    raise Refused("no signature fits")


class State:
    """Counts, position and subscription in one file."""

    def __init__(self, path):
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.execute("PRAGMA synchronous=FULL")
        self.db.execute("CREATE TABLE IF NOT EXISTS counts (type TEXT PRIMARY KEY, count INTEGER NOT NULL)")
        self.db.execute("CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL)")

    def fact(self, name):
        row = self.db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return row and row[0]

    def keep(self, **facts):
        for name, value in facts.items():
            self.db.execute("INSERT INTO facts VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", (name, str(value)))

    def take(self, event):
        """Does what the event asks for, once. Deliveries come in order: what is not beyond our position has been here before."""
        position = int(event["position"])
        self.db.execute("BEGIN IMMEDIATE")
        try:
            if position > int(self.fact("position") or 0):
                self.db.execute("INSERT INTO counts VALUES (?, 1) ON CONFLICT (type) DO UPDATE SET count = count + 1", (event["type"],))
                self.keep(position=position)
                print(position, event["type"], event["subject"], flush=True)
            self.db.execute("COMMIT")
        except BaseException:
            self.db.execute("ROLLBACK")
            raise


def subscribe(state, base, key, url, types):
    """Makes the webhook, once: the Idempotency-Key makes a repeat after a crash the same webhook with the same secret."""
    if state.fact("secret"):
        return
    if not state.fact("request"):
        state.keep(request=f"consumer-{time.time_ns()}")
    request = urllib.request.Request(
        f"{base}/feeds/webhooks",
        json.dumps({"url": url, "types": types, "from": 1}).encode(),
        {"Authorization": f"Bearer {key}", "Content-Type": "application/json", "Idempotency-Key": state.fact("request")},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        webhook = json.load(answer)
    state.keep(secret=webhook["secret"], webhook=webhook["id"])


def handler_of(state):
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            length = int(self.headers.get("Content-Length", "0"))
            if length > MAX_BODY:
                return self.answer(413)
            body = self.rfile.read(length)
            try:
                verify(state.fact("secret"), self.headers, body, time.time())
            except Refused:
                return self.answer(401)
            state.take(json.loads(body)["data"])
            return self.answer(204)

        def answer(self, status):
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    return Handler


def main():
    arguments = argparse.ArgumentParser(description="Counts Omnichannel's events by type.")
    arguments.add_argument("base", help="where Omnichannel is, such as http://127.0.0.1:8080")
    arguments.add_argument("key", help="an access key with the scope analyst")
    arguments.add_argument("--port", type=int, default=8090)
    arguments.add_argument("--types", nargs="*", default=[], help="such as conversation.*; none = all")
    arguments.add_argument("--state", default="consumer.db", help="the file that remembers")
    given = arguments.parse_args()
    state = State(given.state)
    # Listening first: the first delivery may come before the answer that makes the webhook is read.
    server = HTTPServer(("127.0.0.1", given.port), handler_of(state))
    subscribe(state, given.base.rstrip("/"), given.key, f"http://127.0.0.1:{given.port}/", given.types)
    server.serve_forever()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        pass
