package server

import "encoding/json"

// key resolves the escapes of a key, since "a" and "\u0061" are one key.
func (s *scanner) key(raw []byte, escaped bool) string {
	if !escaped {
		return string(raw)
	}
	var key string
	if json.Unmarshal(append(append([]byte{'"'}, raw...), '"'), &key) != nil {
		return string(raw)
	}
	return key
}

func cutKey(key string) string {
	if r := []rune(key); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return key
}
