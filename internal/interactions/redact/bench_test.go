package redact

import "testing"

var benchTexts = map[string]string{
	"plain":  "I was charged twice for the same thing, can you look into that please? I have been waiting at home all day.",
	"digits": "I was charged twice for order 1182 on the 3rd of March, can you look into that please? It was 24.90.",
	"card":   "My card is 4111 1111 1111 1111 and you can reach me at jane.doe@example.com or on +44 20 7946 0958.",
}

func BenchmarkSentences(b *testing.B) {
	for name, text := range benchTexts {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				Text(text)
			}
		})
	}
}

func BenchmarkPair(b *testing.B) {
	for name, text := range benchTexts {
		b.Run(name, func(b *testing.B) {
			other := Redacted{Text: benchTexts["plain"]}
			for b.Loop() {
				Pair(other, Redacted{Text: text})
			}
		})
	}
}
