#!/bin/sh
# Tells Rater one interaction with curl. RATER_URL is where Rater is, RATER_TOKEN what `rater token add` printed.
# What may pass is tried again, as long after as Rater says; what is wrong with the request or the token is not.
set -eu
receipt=$(mktemp)
trap 'rm -f "$receipt"' EXIT

curl --silent --show-error --fail-with-body --retry 5 --retry-connrefused --max-time 30 --output "$receipt" \
  "$RATER_URL/api/v1/ingest/events" \
  --header "Authorization: Bearer $RATER_TOKEN" --header "Content-Type: application/json" --data '{"events":[
  {"id":"1","type":"interaction.started","interaction":"example-curl","at":"2026-03-01T09:30:00Z","channel":"phone","agent":"ana@example.com"},
  {"id":"2","type":"utterance.added","interaction":"example-curl","at":"2026-03-01T09:30:04Z","seq":1,"speaker":"agent","text":"Good morning, how can I help?"},
  {"id":"3","type":"utterance.added","interaction":"example-curl","at":"2026-03-01T09:30:09Z","seq":2,"speaker":"customer","text":"My parcel has not come."},
  {"id":"4","type":"interaction.ended","interaction":"example-curl","at":"2026-03-01T09:35:20Z","resolution":"resolved"}]}' || { cat "$receipt" >&2; exit 1; }

# A delivery is 200 though some of its events were rejected: each is named with what is wrong with it.
cat "$receipt"
grep -q '"rejected":\[\]' "$receipt"
