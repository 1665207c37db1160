// Package events carries what happened, after its commit, to whoever listens in this process.
package events

import (
	"slices"
	"sync"
)

// Event says that there is something new under a topic. Message is what a listener may show; Pos is the place in
// the topic's log, 0 for what is not part of a log.
type Event struct {
	Topic   string
	Pos     int64
	Message any
	Except  string // id of a user who does not hear of it, though they listen to the topic
}

// Bus hands each published event to every listener, in the order of publishing.
type Bus struct {
	mu        sync.RWMutex
	listeners map[int]func([]Event)
	next      int
}

// NewBus makes a bus without listeners.
func NewBus() *Bus { return &Bus{listeners: map[int]func([]Event){}} }

// Publish calls each listener with the events; a listener must not block.
func (b *Bus) Publish(list ...Event) {
	if len(list) == 0 {
		return
	}
	b.mu.RLock()
	defer b.mu.RUnlock()
	for _, listen := range b.listeners {
		listen(list)
	}
}

// Tell publishes a message to people, to each once.
func (b *Bus) Tell(message any, people ...string) {
	var list []Event
	for _, id := range slices.Compact(slices.Sorted(slices.Values(people))) {
		list = append(list, Event{Topic: User(id), Message: message})
	}
	b.Publish(list...)
}

// Subscribe adds a listener and returns what removes it.
func (b *Bus) Subscribe(listen func([]Event)) (cancel func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	id := b.next
	b.next++
	b.listeners[id] = listen
	return func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		delete(b.listeners, id)
	}
}

// The topics that there are.
func Interaction(id string) string { return "interaction/" + id }
func Team(id string) string        { return "team/" + id }
func User(id string) string        { return "user/" + id }
