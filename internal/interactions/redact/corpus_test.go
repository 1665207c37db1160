package redact

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

// The corpus is made by these generators alone: values in the forms of eight countries (the United States, the United
// Kingdom, Germany, France, Spain, Italy, the Netherlands, Switzerland), telephone numbers and IBANs of Austria too, and
// cards of any; in sentences as people write them. docs/privacy.md publishes what is found; the test holds it there.

const (
	positives = 5000
	plains    = 50_000
	touchable = 150 // of the plain ones, at most
)

// corpusKind is one kind of value: how it is made, and where it stands.
type corpusKind struct {
	kind   string
	value  func(*rand.Rand) string
	frames []string
}

var corpus = []corpusKind{
	{Card, aCard, frames("card", "Karte", "carte", "tarjeta", "carta", "kaart")},
	{IBAN, anIBAN, frames("account", "Konto", "compte", "cuenta", "conto", "rekening")},
	{Email, anAddress, frames("mail", "E-Mail", "e-mail", "correo", "mail", "mail")},
	{Phone, aPhone, frames("phone number", "Handynummer", "numéro de téléphone", "teléfono", "telefono", "telefoonnummer")},
	{NationalID, aNationalID, frames("insurance number", "Steuernummer", "numéro de sécurité sociale", "DNI", "codice fiscale", "BSN")},
}

// frames are sentences in six languages, with and without a word for what stands in them.
func frames(en, de, fr, es, it, nl string) []string {
	return []string{
		"%s", "It is %s, thanks.", "Sure: %s", "I already gave you " + en + " %s yesterday, didn't I?", "my " + en + " is %s.",
		"Meine " + de + " ist %s.", "Das wäre dann %s, bitte.", "Mon " + fr + " est %s.", "C'est le %s, merci.", "Mi " + es + " es %s.",
		"Es %s, gracias.", "Il mio " + it + " è %s.", "Ecco: %s", "Mijn " + nl + " is %s.", "Dat is %s, dank u wel.", "(%s)", "%s!", "\"%s\"",
	}
}

// TestCorpus measures what redaction finds of five thousand values of each kind, and what it takes out of fifty thousand
// sentences that hold none.
func TestCorpus(t *testing.T) {
	for n, k := range corpus {
		r := rand.New(rand.NewPCG(uint64(n), 2026))
		missed := 0
		for i := range positives {
			value := k.value(r)
			frame := k.frames[i%len(k.frames)]
			raw := fmt.Sprintf(frame, value)
			if clean, _ := Text(raw); leaves(clean, value, frame) {
				if missed++; missed < 8 {
					t.Logf("%s: %q is left as %q", k.kind, raw, clean)
				}
			}
		}
		t.Logf("%-12s %5d of %d found", k.kind, positives-missed, positives)
		if missed > 0 {
			t.Errorf("%s: %d of %d are missed", k.kind, missed, positives)
		}
	}
	r := rand.New(rand.NewPCG(7, 2026))
	touched := 0
	for range plains {
		raw := plainSentence(r)
		if clean, spans := Text(raw); len(spans) > 0 {
			touched++
			t.Logf("plain: %q became %q", raw, clean)
		}
	}
	t.Logf("%-12s %5d of %d touched", "plain", touched, plains)
	if touched > touchable {
		t.Errorf("%d of %d plain sentences are touched, at most %d may be", touched, plains, touchable)
	}
}

// leaves says whether more than four characters of a value still stand together that its sentence does not hold too.
func leaves(clean, value, frame string) bool {
	clean = strings.NewReplacer("[", "\x00", "]", "\x00").Replace(clean)
	for i := 0; i+5 <= len(value); i++ {
		if part := value[i : i+5]; strings.Contains(clean, part) && !strings.Contains(frame, part) {
			return true
		}
	}
	return false
}

func pick(r *rand.Rand, list ...string) string { return list[r.IntN(len(list))] }

// cutInto parts a text into groups of these lengths, the last taking the rest.
func cutInto(s, gap string, lengths ...int) string {
	var parts []string
	for _, n := range lengths {
		if n >= len(s) {
			break
		}
		parts, s = append(parts, s[:n]), s[n:]
	}
	return strings.Join(append(parts, s), gap)
}

var cardIssuers = []struct {
	lead   string
	length int
}{
	{"4", 16}, {"4", 16}, {"4", 13}, {"4", 19}, {"51", 16}, {"55", 16}, {"2221", 16}, {"2720", 16}, {"34", 15}, {"37", 15}, {"6011", 16}, {"65", 16},
	{"3528", 16}, {"3589", 16}, {"36", 14}, {"300", 14}, {"38", 14}, {"5018", 16}, {"6759", 18}, {"62", 16}, {"62", 19}, {"2200", 16},
}

func aCard(r *rand.Rand) string {
	issuer := cardIssuers[r.IntN(len(cardIssuers))]
	s := issuer.lead
	for len(s) < issuer.length-1 {
		s += strconv.Itoa(r.IntN(10))
	}
	sum := 0
	for i := range s { // from the right, each second one doubled, the check digit not yet there
		d := int(s[len(s)-1-i] - '0')
		if i%2 == 0 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	s += strconv.Itoa((10 - sum%10) % 10)
	gap := pick(r, "", "", " ", " ", "-", ".", "\u00a0", "  ")
	switch len(s) {
	case 15, 14:
		return cutInto(s, gap, 4, 6)
	}
	return cutInto(s, gap, 4, 4, 4, 4)
}

// ibanShapes are the account parts of countries: A is a letter, 9 a digit, X either.
var ibanShapes = map[string]string{
	"DE": strings.Repeat("9", 18), "GB": "AAAA" + strings.Repeat("9", 14), "FR": strings.Repeat("9", 10) + strings.Repeat("X", 11) + "99",
	"ES": strings.Repeat("9", 20), "IT": "A" + strings.Repeat("9", 10) + strings.Repeat("X", 12), "NL": "AAAA" + strings.Repeat("9", 10),
	"CH": strings.Repeat("9", 5) + strings.Repeat("X", 12), "AT": strings.Repeat("9", 16),
}

func anIBAN(r *rand.Rand) string {
	land := pick(r, "DE", "GB", "FR", "ES", "IT", "NL", "CH", "AT")
	account := strings.Map(func(c rune) rune {
		if c == 'A' || c == 'X' && r.IntN(4) == 0 {
			return 'A' + rune(r.IntN(26))
		}
		return '0' + rune(r.IntN(10))
	}, ibanShapes[land])
	rest := 0
	for _, c := range account + land + "00" {
		digits := strconv.Itoa(int(c - '0'))
		if c >= 'A' {
			digits = strconv.Itoa(int(c-'A') + 10)
		}
		for _, d := range digits {
			rest = (rest*10 + int(d-'0')) % 97
		}
	}
	s := fmt.Sprintf("%s%02d%s", land, 98-rest, account)
	if r.IntN(5) == 0 {
		s = strings.ToLower(s)
	}
	return cutInto(s, pick(r, "", " ", " ", "-", "\u00a0"), 4, 4, 4, 4, 4, 4, 4)
}

func anAddress(r *rand.Rand) string {
	first, last := pick(r, "anna", "j", "mohamed", "lucía", "o'brien", "maria", "kees", "ines"), pick(r, "müller", "smith", "garcia", "rossi", "van.dijk", "k", "okafor", "meier")
	local := pick(r, first+"."+last, first+last, first+"_"+last, first+"-"+last+strconv.Itoa(r.IntN(100)), first+"+"+pick(r, "shop", "news"), strconv.Itoa(10000+r.IntN(90000)))
	domain := pick(r, "example", "mail", "post", "web", "firma-online", "uni") + "." + pick(r, "com", "co.uk", "de", "fr", "es", "it", "nl", "ch", "org", "info", "museum")
	if r.IntN(8) == 0 {
		local = pick(r, "anna", "kees", "maria") // as one says it
		said := strings.ReplaceAll(domain, ".", pick(r, " dot ", " [dot] ", "(dot)"))
		return local + pick(r, " at ", " [at] ", "(at)") + said
	}
	if r.IntN(6) == 0 {
		return strings.ToUpper(local + "@" + domain)
	}
	return local + pick(r, "@", "@", "@", " @ ") + domain
}

func aPhone(r *rand.Rand) string { return digits(r, phoneForms[r.IntN(len(phoneForms))]) }

func aNationalID(r *rand.Rand) string {
	bare := strings.NewReplacer(" ", "", "-", "", ".", "")
	land := nationalForms[r.IntN(len(nationalForms))]
	form := land.forms[r.IntN(len(land.forms))]
	for {
		if id := digits(r, form); land.holds == nil || land.holds(bare.Replace(id)) {
			return id
		}
	}
}
