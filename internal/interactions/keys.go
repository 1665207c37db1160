package interactions

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// PlainKeys reports whether every key of well-formed JSON is spelled with small letters and underscores alone, so that
// a decoder, which looks at neither case nor folding, takes none for another.
func PlainKeys(raw []byte) bool {
	for i := 0; i < len(raw); i++ {
		if raw[i] != '"' {
			continue
		}
		begin := i + 1
		for i++; i < len(raw) && raw[i] != '"'; i++ {
			if raw[i] == '\\' {
				i++
			}
		}
		if isKey(raw, i+1) && !plain(raw[begin:min(i, len(raw))]) {
			return false
		}
	}
	return true
}

// isKey reports whether a colon follows the string that ends before i.
func isKey(raw []byte, i int) bool {
	for i < len(raw) && (raw[i] == ' ' || raw[i] == '\t' || raw[i] == '\n' || raw[i] == '\r') {
		i++
	}
	return i < len(raw) && raw[i] == ':'
}

func plain(key []byte) bool {
	for _, c := range key {
		if (c < 'a' || c > 'z') && c != '_' {
			return false
		}
	}
	return true
}

var eventKeys, customerKeys = keysOf(reflect.TypeFor[Event]()), keysOf(reflect.TypeFor[Customer]())

func keysOf(t reflect.Type) map[string]bool {
	keys := map[string]bool{}
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		keys[name] = true
	}
	return keys
}

// exact refuses a field of an event whose name is right but for its case.
func exact(raw []byte) error {
	var fields, customer map[string]json.RawMessage
	if err := json.Unmarshal(raw, &fields); err != nil {
		return err
	}
	if of, ok := fields["customer"]; ok {
		if err := json.Unmarshal(of, &customer); err != nil {
			return err
		}
	}
	return cmp.Or(unknownIn(fields, eventKeys), unknownIn(customer, customerKeys))
}

func unknownIn(fields map[string]json.RawMessage, known map[string]bool) error {
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if !known[name] {
			return fmt.Errorf("json: unknown field %q", name)
		}
	}
	return nil
}
