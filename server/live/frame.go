// Package live delivers bytes by topic to websocket connections: one writer a connection, a bounded queue, and each
// numbered message of a topic exactly once and in order. It knows nothing of what the bytes mean.
package live

import "encoding/binary"

// Opcodes of RFC 6455.
const (
	opText  = 0x1
	opClose = 0x8
	opPing  = 0x9
)

// Close codes of the protocol rater.live.v1.
const (
	CodeRestart   = 1001
	CodeSignedOut = 4001
	CodeRights    = 4003
	CodeSlow      = 4008
)

// Frame is an encoded websocket frame, made once and shared by all who receive it.
type Frame []byte

// Text makes the frame of a text message.
func Text(payload []byte) Frame { return frame(opText, payload) }

func closeFrame(code int, reason string) Frame {
	if len(reason) > 120 {
		reason = reason[:120]
	}
	return frame(opClose, append(binary.BigEndian.AppendUint16(nil, uint16(code)), reason...))
}

// frame encodes an unmasked, final frame as a server sends it (RFC 6455, 5.2).
func frame(op byte, payload []byte) Frame {
	f := make([]byte, 0, len(payload)+10)
	f = append(f, 0x80|op)
	switch n := len(payload); {
	case n < 126:
		f = append(f, byte(n))
	case n < 1<<16:
		f = binary.BigEndian.AppendUint16(append(f, 126), uint16(n))
	default:
		f = binary.BigEndian.AppendUint64(append(f, 127), uint64(n))
	}
	return append(f, payload...)
}
