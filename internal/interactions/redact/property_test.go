package redact

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var gaps = []string{" ", "-", ".", "\u00a0", " - "}

// anyText never ends or begins with what a value could grow into: a digit, or a letter that an IBAN begins with.
func anyText() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		s := rapid.OneOf(rapid.String(), rapid.StringMatching(`[a-z ,.!?]{0,40}`),
			rapid.SampledFrom([]string{"my card is ", "call me at", "order 12 ", "DE", "[card]", "a@", "😀", "1 2 3 "})).Draw(t, "text")
		return s
	})
}

func grouped(t *rapid.T, s string) string {
	gap := rapid.SampledFrom(gaps).Draw(t, "gap")
	var b strings.Builder
	for i := 0; i < len(s); {
		n := min(rapid.IntRange(1, 6).Draw(t, "group"), len(s)-i)
		if i > 0 {
			b.WriteString(gap)
		}
		b.WriteString(s[i : i+n])
		i += n
	}
	return b.String()
}

func validCard(t *rapid.T) string {
	shape := rapid.SampledFrom([]struct {
		lead string
		n    int
	}{
		{"4", 16}, {"4", 13}, {"4", 19}, {"51", 16}, {"2221", 16}, {"2720", 16}, {"34", 15}, {"37", 15}, {"6011", 16},
		{"65", 16}, {"3528", 16}, {"36", 14}, {"305", 14}, {"62", 16}, {"62", 19}, {"5018", 16}, {"2200", 16},
	}).Draw(t, "issuer")
	digits := []byte(shape.lead)
	for len(digits) < shape.n-1 {
		digits = append(digits, byte('0'+rapid.IntRange(0, 9).Draw(t, "digit")))
	}
	for c := byte('0'); c <= '9'; c++ {
		whole := append(slices.Clone(digits), c)
		values := make([]byte, len(whole))
		for i := range whole {
			values[i] = whole[i] - '0'
		}
		if luhn(values) {
			return string(whole)
		}
	}
	panic("every row of digits has a Luhn digit")
}

func validIBAN(t *rapid.T) string {
	countries := make([]string, 0, len(ibanLengths))
	for c := range ibanLengths {
		countries = append(countries, string(c[:]))
	}
	slices.Sort(countries)
	code := rapid.SampledFrom(countries).Draw(t, "country")
	n := ibanLengths[[2]byte{code[0], code[1]}] - 4
	account := rapid.StringOfN(rapid.RuneFrom([]rune("0123456789012345678901234567890123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")), n, n, n).Draw(t, "account")
	check := 98 - mod97([]byte(code+"00"+account))
	return fmt.Sprintf("%s%02d%s", code, check, account)
}

func squeezed(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" -.\u00a0", r) {
			return -1
		}
		return r
	}, s)
}

func TestNoCardStays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		card := validCard(t)
		written := grouped(t, card)
		raw := anyText().Draw(t, "before") + ";" + written + ";" + anyText().Draw(t, "after")
		clean, spans := Text(raw)
		checkSpans(t, Redacted{clean, spans})
		if strings.Contains(clean, written) || strings.Contains(squeezed(clean), card) {
			t.Fatalf("Text(%q) = %q still holds the card", raw, clean)
		}
	})
}

func TestNoBareCardStaysEvenAmongDigits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		card := validCard(t)
		raw := rapid.StringMatching(`[a-z0-9]{0,8}`).Draw(t, "before") + card + rapid.StringMatching(`[a-z0-9]{0,8}`).Draw(t, "after")
		if clean, _ := Text(raw); strings.Contains(clean, card) {
			t.Fatalf("Text(%q) = %q still holds the card", raw, clean)
		}
	})
}

func TestNoIBANStays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		iban := validIBAN(t)
		written := grouped(t, iban)
		if rapid.Bool().Draw(t, "lower case, in fours") {
			written = strings.ToLower(iban)
		}
		raw := anyText().Draw(t, "before") + ";" + written + ";" + anyText().Draw(t, "after")
		clean, spans := Text(raw)
		checkSpans(t, Redacted{clean, spans})
		if strings.Contains(clean, written) {
			t.Fatalf("Text(%q) = %q still holds the IBAN", raw, clean)
		}
	})
}

// pieces make texts in which values, halves of values, cues and placeholders meet without order.
func pieces() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		piece := rapid.OneOf(
			rapid.StringMatching(`[0-9]{1,12}`), rapid.SampledFrom([]string{" ", "-", ".", "/", "(", ")", "+", ", ", ". ", "@", ":"}),
			rapid.SampledFrom([]string{"phone", "order", "my number is", "ssn", "call me", "one", "double", "oh", "at", "dot", "com",
				"de89", "[phone]", "[card]", "a@b.cc", "4111111111111111", "0151 2345678", "12345678Z", "334-891-7502", "\n", "é", "😀"}))
		return strings.Join(rapid.SliceOfN(piece, 1, 14).Draw(t, "pieces"), rapid.SampledFrom([]string{"", " "}).Draw(t, "glue"))
	})
}

// TestPlainTextsHoldNothing holds the glance that spares plain texts the finders to what the finders say.
func TestPlainTextsHoldNothing(t *testing.T) {
	plains := 0
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom(strings.Fields(`is it at on order the for by de fr gb mt no jane gmail dot com . a [at] (at) @ .com
			one two three double 1 12 4 19 24 99 1182 3rd A9 RSSMRA85T10A562S é ß … , - /`)), 0, 14).Draw(t, "words")
		raw := rapid.OneOf(rapid.Just(strings.Join(words, " ")), rapid.Just(strings.Join(words, "")), pieces(), anyText()).Draw(t, "raw")
		if !plain(raw) {
			return
		}
		plains++
		if values := find(raw); len(values) > 0 {
			t.Fatalf("%q is plain, and holds %v", raw, values)
		}
	})
	if plains == 0 {
		t.Error("no text was plain")
	}
}

// TestPlainTogetherHoldsNothing does the same for what two texts hold together.
func TestPlainTogetherHoldsNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		raw := rapid.OneOf(rapid.SampledFrom([]string{"write to jane at gmail.com", "jane dot doe at example dot com", "it is at home", "a@b.cc", "order 12"}), pieces()).Draw(t, "raw")
		at := rapid.IntRange(0, len(raw)).Draw(t, "split")
		earlier, later := raw[:at], raw[at:]
		if !plainTogether(earlier, later) {
			return
		}
		if head, tail := acrossSeam(earlier, later); len(head)+len(tail) > 0 {
			t.Fatalf("%q and %q are plain together, and hold %v %v", earlier, later, head, tail)
		}
	})
}

func TestTextIsIdempotent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		raw := rapid.OneOf(pieces(), anyText()).Draw(t, "raw")
		once, spans := Text(raw)
		checkSpans(t, Redacted{once, spans})
		if twice, more := Text(once); twice != once || len(more) > 0 {
			t.Fatalf("Text(%q) = %q, and again = %q %v", raw, once, twice, more)
		}
	})
}

func TestPairFindsACardAtEverySplit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		card := validCard(t)
		at := rapid.IntRange(1, len(card)-1).Draw(t, "split")
		before := rapid.SampledFrom([]string{"", "my card is ", "ok, it's "}).Draw(t, "before")
		e, l, _ := Pair(redacted(before+card[:at]), Redacted{Text: card[at:] + " thanks"})
		checkSpans(t, e)
		checkSpans(t, l)
		if strings.HasSuffix(e.Text, card[:at]) && strings.HasPrefix(l.Text, card[at:]) {
			t.Fatalf("%q split at %d stays in %q, %q", card, at, e.Text, l.Text)
		}
	})
}

func TestPairOfRedactedIsStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e, l, _ := Pair(redacted(pieces().Draw(t, "earlier")), Redacted{Text: pieces().Draw(t, "later")})
		checkSpans(t, e)
		checkSpans(t, l)
		if e2, l2, changed := Pair(e, l); changed {
			t.Fatalf("Pair(%q, %q) changes again to %q, %q", e.Text, l.Text, e2.Text, l2.Text)
		}
	})
}

var hostile = map[string]string{
	"digits": "4", "card": "4111111111111111 ", "singles": "1 ", "at signs": "@", "addresses": "a@b.", "dots": "a.a@a.a.",
	"iban starts": "DE89", "said": " at a dot ", "local": "a dot ", "zeros": "0 ", "pluses": "+1", "brackets": "(0)", "spelled": "one ",
	"doubles": "double ", "phones": "0151 23456789 ", "cues": "phone ", "dates": "1.1.2024.", "letters": "a", "open": "[card",
	"ids": "RSSMRA85T10A562", "wide": "４", "words": "it is 24 hours ",
}

// BenchmarkHostile shows that the time grows as the text does: bytes per second stay the same from size to size.
func BenchmarkHostile(b *testing.B) {
	for name, unit := range hostile {
		for _, size := range []int{32 << 10, 256 << 10, 1 << 20} {
			text := strings.Repeat(unit, size/len(unit))
			b.Run(fmt.Sprintf("%s/%d", name, size), func(b *testing.B) {
				b.SetBytes(int64(size))
				for b.Loop() {
					Text(text)
				}
			})
		}
	}
}

func BenchmarkText(b *testing.B) {
	lines := []string{
		"Hello, thank you for calling, my name is Ana. How can I help you today?",
		"I was charged twice for order 1182, and the second charge is $84.50. Can you look into that please?",
		"Sure, you can call me back on 0151 23456789 or write to j.doe@example.com.",
	}
	for b.Loop() {
		Text(lines[rand.IntN(len(lines))])
	}
}
