package demo

import (
	"crypto/sha256"
	"encoding/binary"
	"time"

	"github.com/google/uuid"
)

// ID is a UUIDv7 of a time whose other bits come from the seed and a name.
func ID(seed uint64, name string, at time.Time) string {
	sum := sha256.Sum256(binary.BigEndian.AppendUint64([]byte(name), seed))
	id := uuid.UUID(sum[:16])
	ms := binary.BigEndian.AppendUint64(nil, uint64(at.UnixMilli()))
	copy(id[:6], ms[2:])
	id[6], id[8] = 0x70|id[6]&0x0f, 0x80|id[8]&0x3f
	return id.String()
}
