package live

// subscription is a connection's place in a topic. While it catches up with the stored log, what arrives is held;
// after that each numbered message is sent once, in order.
type subscription struct {
	last     int64
	catching bool
	turn     uint64 // which catching up is the present one
	held     []held
	letGo    int64 // the highest number that was held and then let go
}

type held struct {
	pos   int64
	frame Frame
}

const maxHeld = 4096

// deliver takes a message of a topic. What was seen is dropped; a gap, or a reader for whom there is no room now,
// begins catching up with the log.
func (c *Conn) deliver(topic string, s *subscription, pos int64, f Frame) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closing || pos > 0 && pos <= s.last && !s.catching {
		return
	}
	if s.catching {
		s.hold(pos, f)
		return
	}
	if pos > 0 && (pos > s.last+1 || c.queued+len(f) > maxQueued-reserve) {
		s.catching, s.turn = true, s.turn+1
		s.hold(pos, f)
		go c.onGap(topic, s.turn)
		return
	}
	c.pass(s, pos, f)
}

func (c *Conn) pass(s *subscription, pos int64, f Frame) {
	if pos > 0 && pos <= s.last {
		return
	}
	if pos > 0 {
		s.last = pos
	}
	c.push(f)
}

// hold keeps a message for later; when there are too many the numbered ones are let go, to be read from the log.
func (s *subscription) hold(pos int64, f Frame) {
	if len(s.held) >= maxHeld {
		s.letNumberedGo()
		if len(s.held) >= maxHeld {
			s.held = s.held[1:]
		}
	}
	s.held = append(s.held, held{pos, f})
}

// letNumberedGo leaves what is in the log to be read there.
func (s *subscription) letNumberedGo() {
	kept := s.held[:0]
	for _, h := range s.held {
		if h.pos == 0 {
			kept = append(kept, h)
		}
		s.letGo = max(s.letGo, h.pos)
	}
	clear(s.held[len(kept):])
	s.held = kept
}

// bytesBehind are those of the numbered messages that are held and lie behind pos.
func (s *subscription) bytesBehind(pos int64) (n int) {
	for _, h := range s.held {
		if h.pos > pos {
			n += len(h.frame)
		}
	}
	return n
}

// Live ends the catching up of this turn: everything up to pos was sent. It reports false when what was held skips a
// number, or is more than the reader has room for, so that the caller has to read on from pos and call Live again; before is
// sent just ahead of what was held.
// A turn that is over reports true.
func (c *Conn) Live(topic string, turn uint64, pos int64, before Frame) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	s, ok := c.subs[topic]
	if !ok || s.turn != turn {
		return true
	}
	s.last = pos
	if s.letGo > pos {
		return false
	}
	next := pos + 1
	for _, h := range s.held {
		if h.pos > next {
			return false
		}
		if h.pos == next {
			next++
		}
	}
	if n := s.bytesBehind(pos); n > 0 && c.queued+n > maxQueued-reserve {
		s.letNumberedGo()
		return false
	}
	if before != nil {
		c.push(before)
	}
	for _, h := range s.held {
		c.pass(s, h.pos, h.frame)
	}
	s.held, s.catching = nil, false
	return true
}

// Last is the number of the last message of the topic that was sent.
func (c *Conn) Last(topic string) (pos int64, subscribed bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	s, ok := c.subs[topic]
	if !ok {
		return 0, false
	}
	return s.last, true
}

// current says whether this turn of catching up still is the present one.
func (c *Conn) current(topic string, turn uint64) bool {
	s, ok := c.subs[topic]
	return ok && s.turn == turn
}

// behind begins catching up where the log goes further than what was sent.
func (c *Conn) behind(topic string, s *subscription, pos int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closing || pos <= s.last {
		return
	}
	if s.catching {
		s.letGo = max(s.letGo, pos)
		return
	}
	s.catching, s.turn, s.letGo = true, s.turn+1, max(s.letGo, pos)
	go c.onGap(topic, s.turn)
}
