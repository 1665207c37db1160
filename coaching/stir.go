package coaching

import "sync"

// stir remembers, in memory alone, what somebody has written whose name is not to be found. Housekeeping writes it anew,
// as it is: else a database that counts its transactions would tell next to whose last request it was written.
type stir struct {
	mu  sync.Mutex
	ids map[string]bool
}

func (s *stir) add(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ids == nil {
		s.ids = map[string]bool{}
	}
	s.ids[id] = true
}

func (s *stir) takeAll() (ids []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for id := range s.ids {
		ids = append(ids, id)
	}
	s.ids = nil
	return ids
}
