package server

import (
	"context"
	"log/slog"

	"rater/internal/foundation/events"
	"rater/internal/interactions"
)

// beginning stands for a watch until it is on record.
const beginning = "beginning"

// onRecord notes who watches whom, once for each connection, and tells the agent where the policy says so.
func (k *socket) onRecord(i interactions.Interaction) error {
	if k.has(i.ID) {
		return nil
	}
	k.mu.Lock()
	k.watching[i.ID] = beginning
	k.mu.Unlock()
	if err := k.begins(i); err != nil {
		k.forget(i.ID)
		return err
	}
	return nil
}

func (k *socket) begins(i interactions.Interaction) error {
	watch := ""
	err := k.a.d.DB.InTx(k.ctx, func(ctx context.Context) (err error) {
		if watch, err = k.a.d.Watches.Begin(ctx, k.actor, i); err != nil || watch == "" {
			return err
		}
		return k.a.d.Offers.Watched(ctx, k.actor, i.ID)
	})
	if err != nil {
		return err
	}
	if !k.keep(i.ID, watch) {
		return k.a.d.Watches.End(context.WithoutCancel(k.ctx), watch)
	}
	if watch != "" {
		k.a.tellWatched(i)
	}
	return nil
}

// keep remembers the watch on record, unless the interaction is watched no longer.
func (k *socket) keep(id, watch string) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	if _, still := k.watching[id]; !still {
		return false
	}
	k.watching[id] = watch
	return true
}

// forget takes the interaction from what is watched and returns its watch on record.
func (k *socket) forget(id string) (watch string, watched bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	watch, watched = k.watching[id]
	delete(k.watching, id)
	if watch == beginning {
		watch = "" // who begins it ends it
	}
	return watch, watched
}

// goOn notes a watch of what was over when it began and is live again.
func (k *socket) goOn(visible map[string]interactions.Interaction) {
	for id, i := range visible {
		if i.Status != interactions.Live || i.Agent() == k.actor.ID || k.watchOf(id) != "" || !k.has(id) {
			continue
		}
		if err := k.begins(i); err != nil {
			slog.Warn("a watch could not be noted", "interaction", id, "err", err)
		}
	}
}

func (k *socket) unwatch(id string) {
	k.a.hub.Unsubscribe(k.conn, events.Interaction(id))
	if watch, ok := k.forget(id); ok {
		k.endWatch(id, watch)
	}
}

func (k *socket) endWatches() {
	for _, id := range k.watched() {
		if k.a.sockets.closing.Load() {
			return // all end at once
		}
		k.unwatch(id)
	}
}

func (k *socket) endWatch(id, watch string) {
	ctx := context.WithoutCancel(k.ctx)
	if err := k.a.d.Watches.End(ctx, watch); err != nil {
		if !k.a.sockets.closing.Load() {
			slog.Warn("a watch could not be ended", "interaction", id, "err", err)
		}
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
	message, err := a.watchers(context.Background(), i)
	if err != nil {
		slog.Warn("who watches could not be told", "interaction", i.ID, "err", err)
		return
	}
	a.d.Bus.Publish(events.Event{Topic: events.User(*i.AgentID), Message: message})
}

func (a *API) watchers(ctx context.Context, i interactions.Interaction) (watchedMessage, error) {
	ids, err := a.d.Watches.Watching(ctx, i.ID)
	if err != nil {
		return watchedMessage{}, err
	}
	byID, err := a.d.Users.Names(ctx, ids)
	names := []string{}
	for _, id := range ids {
		names = append(names, byID[id])
	}
	return watchedMessage{"watched", i.ID, names}, err
}

func (k *socket) watchOf(id string) string {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.watching[id]
}
