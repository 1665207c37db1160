package redact

import "strings"

// ibanLengths is the IBAN registry's length for each country, country code and check digits included.
var ibanLengths = parseLengths(`AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27
DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30
KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29
PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30`)

const (
	longestIBAN   = 33
	ibanGaps      = " -._/,"
	widestIBANGap = 3
)

func parseLengths(table string) map[[2]byte]int {
	lengths := map[[2]byte]int{}
	for _, entry := range strings.Fields(table) {
		lengths[[2]byte{entry[0], entry[1]}] = int(entry[2]-'0')*10 + int(entry[3]-'0')
	}
	return lengths
}

func ibans(v view) []found {
	var out []found
	for i := range v.b {
		length := ibanLengths[country(v.b[i:])]
		if length == 0 {
			continue
		}
		if chars, end := ibanAt(v.b[i:], length); end > 0 && mod97(chars) == 1 && !prose(v.b[i:i+end], chars) {
			out = append(out, v.value(IBAN, i, i+end))
		}
	}
	return out
}

// country returns the two letters at the start of b, which a narrow gap may part and digits must follow, in upper case.
func country(b []byte) (code [2]byte) {
	n, gap := 0, 0
	for _, c := range b {
		switch {
		case n == 2 && isDigit(c):
			return code
		case n < 2 && isLatin(c):
			code[n], n, gap = upper(c), n+1, 0
		case n > 0 && gap < widestIBANGap && strings.IndexByte(ibanGaps, c) >= 0:
			gap++
		default:
			return [2]byte{}
		}
	}
	return [2]byte{}
}

// ibanAt reads so many letters and digits across narrow gaps and returns them in upper case with the place behind the
// last, or 0 when there are too few or the check digits are none.
func ibanAt(b []byte, length int) (chars []byte, end int) {
	var buf [longestIBAN + 1]byte
	chars = buf[:0]
	gap := 0
	for i := 0; i < len(b) && gap <= widestIBANGap; i++ {
		c := b[i]
		switch {
		case isDigit(c) || isLatin(c) && len(chars) != 2 && len(chars) != 3:
			chars, gap = append(chars, upper(c)), 0
		case strings.IndexByte(ibanGaps, c) >= 0:
			gap++
		default:
			return nil, 0
		}
		if len(chars) == length {
			return chars, i + 1
		}
	}
	return nil, 0
}

func mod97(chars []byte) int {
	rest := 0
	for i := range chars {
		c := chars[(i+4)%len(chars)]
		if isDigit(c) {
			rest = (rest*10 + int(c-'0')) % 97
		} else {
			rest = (rest*100 + int(c-'A') + 10) % 97
		}
	}
	return rest
}

// prose tells words that happen to satisfy mod 97 ("it is 24 hours since …") from an account: lower case, in uneven
// groups, with hardly a digit.
func prose(b, chars []byte) bool {
	digits, small := 0, false
	for _, c := range chars[4:] {
		if isDigit(c) {
			digits++
		}
	}
	group, uneven := 0, false
	for _, c := range b {
		small = small || c >= 'a' && c <= 'z'
		if isAlnum(c) {
			group++
			continue
		}
		uneven = uneven || group != 0 && group != 4
		group = 0
	}
	return small && uneven && digits < 6
}

func upper(c byte) byte {
	if c >= 'a' && c <= 'z' {
		return c - 'a' + 'A'
	}
	return c
}
