package redact

import "strings"

// cue is what the words before a number say that it is.
type cue int

const (
	noCue cue = iota
	phoneCue
	idCue
	otherCue // an order, an account, a code: a number that stays
)

var cues = cueTable(map[cue]string{
	phoneCue: `phone telephone tel mobile cell cellphone fax whatsapp landline mob telefon telefonnummer handy handynummer
		rufnummer mobil mobilnummer mobiltelefon telefono portable movil cellulare telefoon telefoonnummer mobiel gsm natel
		festnetz callback voicemail`,
	idCue: `ssn social nino bsn burgerservicenummer sofinummer dni nie nif ahv avs nir steuer steueridentifikationsnummer
		identifikationsnummer tax fiscale fiscal insee secu securite sozialversicherungsnummer insurance tin passport`,
	otherCue: `order orders reference ref invoice tracking ticket account acct policy case booking confirmation serial item
		sku model flight transaction receipt claim contract membership member product part parcel package shipment zip
		postcode code pin imei isbn ean card iban version size bestellung bestellnummer rechnung auftrag kundennummer
		rechnungsnummer auftragsnummer commande facture pedido factura ordine fattura bestelling factuur reservation
		voucher coupon batch meter customer loyalty profile username user`,
})

func cueTable(words map[cue]string) map[string]cue {
	table := map[string]cue{}
	for c, list := range words {
		for word := range strings.FieldsSeq(list) {
			table[word] = c
		}
	}
	return table
}

var (
	whose     = wordSet("my your his her our their best contact daytime work home office direct new mum's business")
	asks      = wordSet("call ring dial reach text phone contact")
	reached   = wordSet("me us him her them back on at")
	qualifier = wordSet("number numbers nummer numero no nr num id is security insurance national digits ending")
	shortened = wordSet("tel no nr mob ph ext")
)

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(list) {
		set[word] = true
	}
	return set
}

const (
	phoneReach = 6 // how many words a cue carries
	idReach    = 5
	otherReach = 2
)

// listener remembers the last cue while the words go by. Digits and placeholders are no words.
type listener struct {
	cue  cue
	age  int
	last string
}

func (l *listener) hear(word string) {
	before := l.last
	l.last = word
	said := cues[word]
	switch {
	case word == "media" && before == "social":
		l.cue = noCue
	case qualifier[word] && l.cue != noCue && l.age <= 1:
	case said != noCue:
		l.cue, l.age = said, 0
	case word == "id":
		l.cue, l.age = otherCue, 0
	case word == "number" && whose[before], asks[before] && reached[word]:
		l.cue, l.age = phoneCue, 0
	default:
		l.age++
	}
}

// pause is the end of a sentence, unless it is the full stop of an abbreviation.
func (l *listener) pause() {
	if !shortened[l.last] {
		l.cue = noCue
	}
}

func (l listener) phone() bool { return l.cue == phoneCue && l.age <= phoneReach }
func (l listener) id() bool    { return l.cue == idCue && l.age <= idReach }
func (l listener) other() bool { return l.cue == otherCue && l.age <= otherReach }
