"""Tells Rater one interaction, with Python's standard library alone.

RATER_URL is where Rater is, RATER_TOKEN what `rater token add` printed.
"""

import json
import os
import sys
import time
import urllib.error
import urllib.request

EVENTS = [
    {"id": "1", "type": "interaction.started", "interaction": "example-python", "at": "2026-03-01T09:30:00Z", "channel": "phone", "agent": "ana@example.com"},
    {"id": "2", "type": "utterance.added", "interaction": "example-python", "at": "2026-03-01T09:30:04Z", "seq": 1, "speaker": "agent", "text": "Good morning, how can I help?"},
    {"id": "3", "type": "utterance.added", "interaction": "example-python", "at": "2026-03-01T09:30:09Z", "seq": 2, "speaker": "customer", "text": "My parcel has not come."},
    {"id": "4", "type": "interaction.ended", "interaction": "example-python", "at": "2026-03-01T09:35:20Z", "resolution": "resolved"},
]


def send(events, tries=5):
    """Sends events and returns Rater's receipt. Repeating is safe: what was stored already counts as a duplicate."""
    request = urllib.request.Request(
        os.environ["RATER_URL"] + "/api/v1/ingest/events",
        data=json.dumps({"events": events}).encode(),
        headers={"Authorization": "Bearer " + os.environ["RATER_TOKEN"], "Content-Type": "application/json"},
    )
    for left in reversed(range(tries)):
        wait = 2 ** (tries - left) / 4
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refusal:
            if refusal.code < 500 and refusal.code != 429 or not left:
                sys.exit(f"{refusal.code}: {refusal.read().decode()}")
            wait = max(wait, int(refusal.headers.get("Retry-After", 0)))
        except OSError as failure:
            if not left:
                sys.exit(f"no answer: {failure}")
        time.sleep(wait)


receipt = send(EVENTS)
print(json.dumps(receipt))
sys.exit(1 if receipt["rejected"] else 0)
