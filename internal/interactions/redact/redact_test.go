package redact

import (
	"testing"
	"unicode/utf16"
)

func TestTextReplaces(t *testing.T) {
	for _, tc := range []struct{ raw, want string }{
		{"my card is 4111 1111 1111 1111 thanks", "my card is [card] thanks"},
		{"card 4111-1111-1111-1111 exp 12/27 cvv 123", "card [card] exp 12/27 cvv 123"},
		{"5555.5555.5555.4444", "[card]"},
		{"378282246310005 or 3782 822463 10005", "[card] or [card]"},
		{"４１１１ １１１１ １１１１ １１１１", "[card]"},
		{"٤١١١ ١١١١ ١١١١ ١١١١ شكرا", "[card] شكرا"},
		{"4111\u00a01111\u00a01111\u00a01111", "[card]"},
		{"4111\u200b1111\u200b1111\u200b1111", "[card]"},
		{"It's four one one one, one one one one, one one one one, one one one one.", "It's [card]."},
		{"four triple one double one double one quadruple", "four triple one double one double one quadruple"},
		{"card four triple one, double one double one, double one double one, one one one one", "card [card]"},
		{"send it to DE89 3704 0044 0532 0130 00 please", "send it to [iban] please"},
		{"de89370400440532013000", "[iban]"},
		{"GB82WEST12345698765432, ok", "[iban], ok"},
		{"NL91 ABNA 0417 1643 00", "[iban]"},
		{"mail john.smith+shop@example.co.uk.", "mail [email]."},
		{"<a@b.cc>, 'x_y@mail.example.com'", "<[email]>, '[email]'"},
		{"john dot smith at gmail dot com please", "[email] please"},
		{"I am anna [at] example.com", "I am [email]"},
		{"I am anna at gmail.com", "I am [email]"},
		{"jürgen@müller.de", "[email]"},
		{"+49 151 23456789", "[phone]"},
		{"+49 (0) 151 23456789 ok", "[phone] ok"},
		{"(+44) 20 7946 0018", "[phone]"},
		{"0049 151 23456789", "[phone]"},
		{"0151 23456789", "[phone]"},
		{"030/1234567", "[phone]"},
		{"call 020 7946 0018 now", "call [phone] now"},
		{"07700 900123", "[phone]"},
		{"01 23 45 67 89", "[phone]"},
		{"06-12345678", "[phone]"},
		{"044 668 18 00", "[phone]"},
		{"612 345 678", "[phone]"},
		{"333 1234567", "[phone]"},
		{"(555) 123-4567", "[phone]"},
		{"334-891-7502", "[phone]"},
		{"1-800-555-0199 x12", "[phone] x12"},
		{"My phone number is 3348917502.", "My phone number is [phone]."},
		{"call me back on 3348917502", "call me back on [phone]"},
		{"my number is 1234567890", "my number is [phone]"},
		{"tel. 3348917502", "tel. [phone]"},
		{"my number is five five five one two three four", "my number is [phone]"},
		{"SSN 123-45-6789", "SSN [national_id]"},
		{"social security number 123456789", "social security number [national_id]"},
		{"NINO is AB 12 34 56 C.", "NINO is [national_id]."},
		{"ab123456c", "[national_id]"},
		{"86 095 742 719", "[national_id]"},
		{"86095742719", "[national_id]"},
		{"2 55 08 14 168 025 38", "[national_id]"},
		{"12345678Z and X1234567L", "[national_id] and [national_id]"},
		{"12.345.678-Z", "[national_id]"},
		{"RSSMRA85T10A562S", "[national_id]"},
		{"BSN 111222333", "BSN [national_id]"},
		{"756.9217.0769.85", "[national_id]"},
	} {
		if got, _ := Text(tc.raw); got != tc.want {
			t.Errorf("Text(%q)\n got %q\nwant %q", tc.raw, got, tc.want)
		}
	}
}

func TestTextLeaves(t *testing.T) {
	for _, raw := range []string{
		"Order ID: 3348917502", "my order number is 3348917502", "order 334-891-7502", "INV-0123456789",
		"It came on 01.02.2024 at 10.30, or 2024-05-12 10:30", "between 09.30 - 17.00 on 3/1/2026",
		"it costs $1,234.50 or 1.234.567,00", "in 2019, 2020 and 2021", "2019 2020 2021 2022",
		"[card] [iban] [email] [phone] [national_id]", "0.123456789", "it is 24 hours since I called and nobody rang",
		"at 200000 a year", "I bought it at amazon.com", "follow @acme", "tracking 1Z999AA10123456784",
		"4111 1111 1111 1112", "account 12345678", "flight BA 2490", "call me at 10:30", "192.168.100.200",
		"We had 1500000 visitors and 20000 sales", "room 101, floor 3", "my social media has 1500000 followers",
		"see you at the dot", "ISBN 978-3-16-148410-0",
	} {
		if got, spans := Text(raw); got != raw || spans != nil {
			t.Errorf("Text(%q) = %q %v, want it left alone", raw, got, spans)
		}
	}
}

func TestSpansCountUTF16(t *testing.T) {
	clean, spans := Text("😀 é card 4111111111111111 😀 a@b.cc [card]")
	units := utf16.Encode([]rune(clean))
	if len(spans) != 2 {
		t.Fatalf("spans = %v, want two", spans)
	}
	for _, s := range spans {
		if got := string(utf16.Decode(units[s.Start:s.End])); got != "["+s.Kind+"]" {
			t.Errorf("span %v points at %q", s, got)
		}
	}
}

func TestPair(t *testing.T) {
	for _, tc := range []struct{ earlier, later, wantEarlier, wantLater string }{
		{"my card is 4111 1111", "1111 1111 thanks", "my card is [card]", "[card] thanks"},
		{"It is DE89 3704 0044", "0532 0130 00.", "It is [iban]", "[iban]."},
		{"write to john.smith@", "example.com please", "write to [email]", "[email] please"},
		{"john@gmail", ".com", "[email]", "[email]"},
		{"call +49 151 ", "23456789", "call [phone] ", "[phone]"},
		{"123-45", "6789", "123-45", "6789"},
		{"my social is 123 45", "6789", "my social is [national_id]", "[national_id]"},
		{"What is your phone number?", "3348917502", "What is your phone number?", "[phone]"},
		{"What is your order number?", "3348917502", "What is your order number?", "3348917502"},
		{"a@b.cc four one one one one one one one", "one one one one one one one one ok", "[email] [card]", "[card] ok"},
		{"write to", "anna@x.de please", "write to", "[email] please"},
		{"nothing", "here", "nothing", "here"},
	} {
		e, l := redacted(tc.earlier), Redacted{Text: tc.later}
		gotE, gotL, changed := Pair(e, l)
		if gotE.Text != tc.wantEarlier || gotL.Text != tc.wantLater {
			t.Errorf("Pair(%q, %q) = %q, %q", tc.earlier, tc.later, gotE.Text, gotL.Text)
		}
		if want := gotE.Text != e.Text || gotL.Text != l.Text; changed != want {
			t.Errorf("Pair(%q, %q) changed = %v", tc.earlier, tc.later, changed)
		}
		checkSpans(t, gotE)
		checkSpans(t, gotL)
	}
}

func TestPairKeepsSpansAndTypedPlaceholders(t *testing.T) {
	earlier := redacted("[card] 😀 a@b.cc my card is 4111 1111")
	later := redacted("1111 1111 [phone] +49 151 23456789")
	e, l, changed := Pair(earlier, later)
	if !changed || len(e.Spans) != 2 || len(l.Spans) != 2 {
		t.Fatalf("Pair = %+v, %+v, %v; want two spans in each", e, l, changed)
	}
	checkSpans(t, e)
	checkSpans(t, l)
}

func redacted(raw string) Redacted {
	clean, spans := Text(raw)
	return Redacted{clean, spans}
}

type failer interface{ Fatalf(string, ...any) }

func checkSpans(t failer, r Redacted) {
	units := utf16.Encode([]rune(r.Text))
	behind := 0
	for _, s := range r.Spans {
		if s.Start < behind || s.End > len(units) || string(utf16.Decode(units[s.Start:s.End])) != "["+s.Kind+"]" {
			t.Fatalf("span %v of %q points at no placeholder of its kind", s, r.Text)
		}
		behind = s.End
	}
}
