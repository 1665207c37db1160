package server

import (
	"context"
	"log/slog"

	"rater/internal/foundation/events"
	"rater/internal/interactions"
)

// onRecord notes who watches whom, once for each connection, and tells the agent where the policy says so.
func (k *socket) onRecord(i interactions.Interaction) error {
	if k.has(i.ID) {
		return nil
	}
	watch, err := k.a.d.Watches.Begin(k.ctx, k.actor, i)
	if err != nil {
		return err
	}
	k.mu.Lock()
	k.watching[i.ID] = watch
	k.mu.Unlock()
	if watch == "" {
		return nil
	}
	if err := k.a.d.Offers.Watched(k.ctx, k.actor, i.ID); err != nil {
		return err
	}
	k.a.tellWatched(i)
	return nil
}

func (k *socket) unwatch(id string) {
	k.a.hub.Unsubscribe(k.conn, events.Interaction(id))
	k.mu.Lock()
	watch, ok := k.watching[id]
	delete(k.watching, id)
	k.mu.Unlock()
	if ok {
		k.endWatch(id, watch)
	}
}

func (k *socket) endWatches() {
	for _, id := range k.watched() {
		k.unwatch(id)
	}
}

func (k *socket) endWatch(id, watch string) {
	ctx := context.WithoutCancel(k.ctx)
	if err := k.a.d.Watches.End(ctx, watch); err != nil {
		slog.Warn("a watch could not be ended", "interaction", id, "err", err)
		return
	}
	if watch == "" {
		return
	}
	if i, err := k.a.d.Record.ByID(ctx, id); err == nil {
		k.a.tellWatched(i)
	}
}

// tellWatched tells the agent who watches now, where the policy discloses it live.
func (a *API) tellWatched(i interactions.Interaction) {
	if a.d.Config.DiscloseWatching != interactions.DiscloseLive || i.AgentID == nil {
		return
	}
	names := []string{}
	for _, k := range a.sockets.list(func(k *socket) bool { return k.watchOf(i.ID) != "" }) {
		names = append(names, k.actor.Name)
	}
	a.d.Bus.Publish(events.Event{Topic: events.User(*i.AgentID), Message: watchedMessage{"watched", i.ID, names}})
}

func (k *socket) watchOf(id string) string {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.watching[id]
}
