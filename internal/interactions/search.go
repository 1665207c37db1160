package interactions

import (
	"context"
	"time"
)

const (
	searchDelay = 3 * time.Second // how long a new word may wait, where words are indexed behind the commit
	indexAtOnce = 100
	indexFor    = 2 * time.Second
)

// IndexWords makes what was said lately searchable and returns how many interactions it went through. PostgreSQL's index
// of words costs more than storing them, so that it is kept behind the commit; SQLite's is part of it.
func (l *Log) IndexWords(ctx context.Context) (int, error) {
	if !l.indexesBehind() {
		return 0, nil
	}
	total := 0
	for begun := l.now(); l.now().Sub(begun) < indexFor; {
		n, err := l.indexSome(ctx, l.now().Add(-searchDelay), indexAtOnce)
		total += n
		if err != nil || n < indexAtOnce {
			return total, err
		}
	}
	return total, nil
}
