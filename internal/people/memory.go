package people

import (
	"context"
	"maps"
	"sync"

	"rater/internal/foundation/store"
)

// maxRemembered is how many of a kind, at most, a server remembers.
const maxRemembered = 20_000

// memory holds what was read of people at one version of them. The database counts the version up in the transaction
// that changes users, roles, memberships or teams, and a session is read together with it: what is remembered is never
// older than what was committed when a request began, whichever server or program changed it.
type memory[V any] struct {
	mu      sync.Mutex
	version int64
	known   map[string]V
}

// get returns what is remembered of these ids at a version, 0 being none, and reads the rest. A transaction reads for
// itself and leaves nothing behind: it may see its own changes, which are of no version before its commit.
func (m *memory[V]) get(ctx context.Context, version int64, ids []string, read func(context.Context, []string) (map[string]V, error)) (map[string]V, error) {
	if version == 0 || store.InsideTx(ctx) {
		return read(ctx, ids)
	}
	all, missing := m.recall(version, ids)
	if len(missing) == 0 {
		return all, nil
	}
	fresh, err := read(ctx, missing)
	if err != nil {
		return nil, err
	}
	m.remember(version, fresh)
	maps.Copy(all, fresh)
	return all, nil
}

func (m *memory[V]) recall(version int64, ids []string) (known map[string]V, missing []string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	known = make(map[string]V, len(ids))
	if version != m.version {
		return known, ids
	}
	for _, id := range ids {
		if v, ok := m.known[id]; ok {
			known[id] = v
		} else {
			missing = append(missing, id)
		}
	}
	return known, missing
}

func (m *memory[V]) remember(version int64, fresh map[string]V) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if version < m.version {
		return
	}
	if version > m.version || len(m.known)+len(fresh) > maxRemembered {
		m.version, m.known = version, map[string]V{}
	}
	maps.Copy(m.known, fresh)
}
