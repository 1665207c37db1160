package redact

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzText holds of any text that redacting it ends, is done once, keeps its spans where the placeholders stand, and that
// the glance which spares plain texts the finders says what they say.
func FuzzText(f *testing.F) {
	for _, seed := range []string{"", "my card is 4111 1111 1111 1111.", "DE89 3704 0044 0532 0130 00", "jane dot doe at example dot com", "call me at 0151 23456789",
		"four one double one", "RSSMRA85T10A562S", "[card] a@b.cc", "\u200b4\u200b1", "ｆｕｌｌ＠ｗｉｄｔｈ．ｊｐ", "٤١١١ ١١١١", "four one \xff\xfe [card] 😀 ١٢٣"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		if len(raw) > 4096 {
			return
		}
		clean, spans := Text(raw)
		checkSpans(t, Redacted{clean, spans})
		if twice, more := Text(clean); twice != clean || len(more) > 0 {
			t.Fatalf("Text(%q) = %q, and again = %q", raw, clean, twice)
		}
		if plain(raw) && len(find(raw)) > 0 {
			t.Fatalf("%q is plain, and holds %v", raw, find(raw))
		}
	})
}

// FuzzPair does the same for what two neighbours hold together.
func FuzzPair(f *testing.F) {
	f.Add("my card is 4111 1111", "1111 1111, and that is all")
	f.Add("write to jane at", "gmail dot com")
	f.Add("DE89 3704 0044", "0532 0130 00")
	f.Fuzz(func(t *testing.T, earlier, later string) {
		if len(earlier)+len(later) > 4096 || !utf8.ValidString(earlier) || !utf8.ValidString(later) {
			return
		}
		a, b, changed := Pair(Redacted{Text: earlier}, Redacted{Text: later})
		checkSpans(t, a)
		checkSpans(t, b)
		if !changed && (a.Text != earlier || b.Text != later) {
			t.Fatalf("unchanged, %q and %q became %q and %q", earlier, later, a.Text, b.Text)
		}
		if changed && !strings.Contains(a.Text+b.Text, "[") {
			t.Fatalf("%q and %q became %q and %q without a placeholder", earlier, later, a.Text, b.Text)
		}
	})
}
