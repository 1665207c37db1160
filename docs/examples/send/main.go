// Command send tells Rater one interaction. RATER_URL is where Rater is, RATER_TOKEN what «rater token add» printed.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"time"
)

type event map[string]any

type receipt struct {
	Accepted  int `json:"accepted"`
	Duplicate int `json:"duplicate"`
	Rejected  []struct {
		Index  int    `json:"index"`
		ID     string `json:"id"`
		Detail string `json:"detail"`
	} `json:"rejected"`
}

func main() {
	const interaction = "example-go"
	got, err := send(context.Background(), []event{
		{"id": "1", "type": "interaction.started", "interaction": interaction, "at": "2026-03-01T09:30:00Z", "channel": "phone", "agent": "ana@example.com"},
		{"id": "2", "type": "utterance.added", "interaction": interaction, "at": "2026-03-01T09:30:04Z", "seq": 1, "speaker": "agent", "text": "Good morning, how can I help?"},
		{"id": "3", "type": "utterance.added", "interaction": interaction, "at": "2026-03-01T09:30:09Z", "seq": 2, "speaker": "customer", "text": "My parcel has not come."},
		{"id": "4", "type": "interaction.ended", "interaction": interaction, "at": "2026-03-01T09:35:20Z", "resolution": "resolved"},
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	_ = json.NewEncoder(os.Stdout).Encode(got)
	if len(got.Rejected) > 0 {
		os.Exit(1)
	}
}

const tries = 5

// send sends events and returns Rater's receipt. Repeating is safe: what was stored already counts as a duplicate.
func send(ctx context.Context, events []event) (receipt, error) {
	body, err := json.Marshal(map[string]any{"events": events})
	if err != nil {
		return receipt{}, err
	}
	for n := 1; ; n++ {
		got, again, wait, err := try(ctx, body)
		if !again || n == tries {
			return got, err
		}
		time.Sleep(max(wait, time.Second<<n/4))
	}
}

// try sends the body once; again says whether that may pass, and wait how long Rater asks one to wait.
func try(ctx context.Context, body []byte) (got receipt, again bool, wait time.Duration, err error) {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, os.Getenv("RATER_URL")+"/api/v1/ingest/events", bytes.NewReader(body))
	if err != nil {
		return got, false, 0, err
	}
	r.Header.Set("Authorization", "Bearer "+os.Getenv("RATER_TOKEN"))
	r.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return got, true, 0, fmt.Errorf("no answer: %w", err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		said, _ := io.ReadAll(answer.Body)
		seconds, _ := strconv.Atoi(answer.Header.Get("Retry-After"))
		again = answer.StatusCode >= 500 || answer.StatusCode == http.StatusTooManyRequests
		return got, again, time.Duration(seconds) * time.Second, fmt.Errorf("%s: %s", answer.Status, said)
	}
	return got, false, 0, json.NewDecoder(answer.Body).Decode(&got)
}
