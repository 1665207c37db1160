package redact

import (
	"slices"
	"strings"
)

const longestLetterID = 16

// letterIDs finds the national ids that hold letters, each as a word of its own: UK NINO, Spanish DNI and NIE, Italian
// codice fiscale, and a French NIR of Corsica.
func letterIDs(v view) []found {
	var out []found
	for i := 0; i < len(v.b); i++ {
		if !isAlnum(v.b[i]) || isAlnum(v.byteAt(i-1)) || v.byteAt(i-1) == masked {
			continue
		}
		if end := letterIDAt(v.b, i); end > 0 {
			out = append(out, v.value(NationalID, i, end))
		}
	}
	return out
}

// letterIDAt reads on from a word's beginning, across gaps of one byte, and returns the end of the id, 0 for none.
func letterIDAt(b []byte, i int) int {
	var buf [longestLetterID]byte
	id := buf[:0]
	for at := i; at < len(b) && len(id) < longestLetterID; at++ {
		switch {
		case isDigit(b[at]) || isLatin(b[at]):
			id = append(id, upper(b[at]))
		case strings.IndexByte(" -.", b[at]) < 0 || !isAlnum(b[at-1]):
			return 0
		default:
			continue
		}
		ends := at+1 == len(b) || !isAlnum(b[at+1]) && b[at+1] != masked
		if ends && isLetterID(id, b[i:at+1]) {
			return at + 1
		}
	}
	return 0
}

func isLetterID(id, written []byte) bool {
	spaced := slices.Contains(written, ' ')
	switch len(id) {
	case 9:
		return spanishID(id) && !spaced || britishNINO(id) && (!spaced || nicelySpaced(written))
	case 15:
		return corsicanNIR(id)
	case 16:
		return italianCode(id)
	}
	return false
}

// shaped compares with a pattern: A for a letter, 9 for a digit, anything else for itself.
func shaped(id []byte, pattern string) bool {
	for i, c := range id {
		switch p := pattern[i]; {
		case p == 'A' && !isLatin(c), p == '9' && !isDigit(c), p != 'A' && p != '9' && p != c:
			return false
		}
	}
	return true
}

// britishNINO checks the letters that HMRC gives out.
func britishNINO(id []byte) bool {
	if !shaped(id, "AA999999A") || id[8] > 'D' {
		return false
	}
	first, second := id[0], id[1]
	return strings.IndexByte("DFIQUV", first) < 0 && strings.IndexByte("DFIOQUV", second) < 0 &&
		!slices.Contains([]string{"BG", "GB", "NK", "KN", "TN", "NT", "ZZ"}, string(id[:2]))
}

// nicelySpaced tells "AB 12 34 56 C" and "AB 123456 C" from "at 200000 a year".
func nicelySpaced(written []byte) bool {
	return len(written) == 13 || upper(written[0]) == written[0] && upper(written[len(written)-1]) == written[len(written)-1]
}

// spanishID checks the letter of a DNI (12345678Z) or a NIE (X1234567L).
func spanishID(id []byte) bool {
	if !isLatin(id[8]) {
		return false
	}
	n := 0
	for i, c := range id[:8] {
		if lead := strings.IndexByte("XYZ", c); i == 0 && lead >= 0 {
			c = '0' + byte(lead)
		}
		if !isDigit(c) {
			return false
		}
		n = n*10 + int(c-'0')
	}
	return "TRWAGMYFPDXBNJZSQVHLCKE"[n%23] == id[8]
}

func corsicanNIR(id []byte) bool {
	if id[5] != '2' || id[6] != 'A' && id[6] != 'B' {
		return false
	}
	digits := slices.Clone(id)
	digits[5], digits[6] = '1', '9'+'A'-id[6]
	for _, c := range digits {
		if !isDigit(c) {
			return false
		}
	}
	return frenchNIR(digits)
}

// italianCode checks the shape and the last letter of a codice fiscale; digits may stand as letters where two people
// would have the same.
func italianCode(id []byte) bool {
	for i, c := range id {
		switch slices.Contains([]int{6, 7, 9, 10, 12, 13, 14}, i) {
		case true:
			if !isDigit(c) && strings.IndexByte("LMNPQRSTUV", c) < 0 {
				return false
			}
		case false:
			if !isLatin(c) {
				return false
			}
		}
	}
	return strings.IndexByte("ABCDEHLMPRST", id[8]) >= 0 && italianCheck(id) == id[15]
}

var oddWeights = [26]int{1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23}

func italianCheck(id []byte) byte {
	sum := 0
	for i, c := range id[:15] {
		n := int(c - '0')
		if !isDigit(c) {
			n = int(c - 'A')
		}
		if i%2 == 0 {
			n = oddWeights[n]
		}
		sum += n
	}
	return 'A' + byte(sum%26)
}
