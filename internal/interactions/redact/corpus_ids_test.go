package redact

import (
	"strconv"
	"strings"
	"testing"
)

// nationalForms are the ids of each country as they are written, with a check of which digits hold that is written down
// from what the authorities publish, not the finder's, and numbers that they publish as examples.
var nationalForms = []struct {
	name      string
	forms     []string
	holds     func(id string) bool
	published []string
}{
	{"US SSN", []string{"1N#-N#-1N##", "N## N# N###"}, func(id string) bool { return id[0] < '6' }, nil},
	{"UK NINO", []string{"AB N# ## ## C", "ABN#####C", "CE N##### D", "jg 1# ## ## a"}, nil, nil},
	{"German Steuer-ID", []string{"N##########", "N# ### ### ###"}, germanHolds, []string{"86095742719", "47036892816", "65929970489"}},
	{"French NIR", []string{"1######0#######", "2 N# 0N N# ### ### ##", "1 85 05 78 ### ### ##"}, frenchHolds, []string{"255081416802538"}},
	{"Spanish DNI", []string{"N#######Z", "N#######-R", "N#.###.###-K"}, spanishHolds, []string{"12345678Z", "00000000T"}},
	{"Spanish NIE", []string{"X#######L", "Y-#######-T"}, spanishHolds, []string{"X1234567L"}},
	{"Italian codice fiscale", []string{"RSSMRA8#T1#A56#S", "RSS MRA 8#T1# A56#S", "bncgnn7#h4#f20#x"}, italianHolds, []string{"RSSMRA85T10A562S"}},
	{"Dutch BSN", []string{"N########", "N###.##.###"}, dutchHolds, []string{"111222333", "123456782"}},
	{"Swiss AHV", []string{"756.####.####.##", "756##########", "756 #### #### ##"}, swissHolds, []string{"7569217076985", "7561234567897"}},
}

// TestThePublishedIDsHold holds the checks below, and the finder, against examples of the authorities, and against the same
// with another last character.
func TestThePublishedIDsHold(t *testing.T) {
	for _, land := range nationalForms {
		for _, id := range land.published {
			if clean, _ := Text(id); !land.holds(id) || clean == id {
				t.Errorf("%s %s: holds %t, becomes %q", land.name, id, land.holds(id), clean)
			}
			last := id[len(id)-1]
			wrong := id[:len(id)-1] + string(rune(last-1))
			if last == '0' || last == 'A' {
				wrong = id[:len(id)-1] + string(rune(last+1))
			}
			if land.holds(wrong) {
				t.Errorf("%s %s holds", land.name, wrong)
			}
		}
	}
}

func number(id string) int {
	n, err := strconv.Atoi(id)
	if err != nil {
		panic(err)
	}
	return n
}

// germanHolds reads the whole number as ISO 7064 MOD 11,10 does, which must come to 1 with its last digit. Of the first
// ten digits one comes twice or three times, and the others once or never.
func germanHolds(id string) bool {
	carry := 10
	for _, d := range id[:10] {
		if carry = (carry + int(d-'0')) % 10; carry == 0 {
			carry = 10
		}
		carry = carry * 2 % 11
	}
	more := ""
	for _, d := range "0123456789" {
		if n := strings.Count(id[:10], string(d)); n > 1 {
			more += strconv.Itoa(n)
		}
	}
	return id[0] != '0' && (more == "2" || more == "3") && (carry+number(id[10:]))%10 == 1
}

// frenchHolds: the thirteen digits and the key, a number from 1 to 97, come to a multiple of 97. The month is one of the
// calendar, or one of those that stand where it is not known.
func frenchHolds(id string) bool {
	month, key := number(id[3:5]), number(id[13:])
	known := month >= 1 && month <= 12 || month >= 20 && month <= 42 || month >= 50
	return strings.Contains("123478", id[:1]) && known && key >= 1 && key <= 97 && (number(id[:13])+key)%97 == 0
}

// spanishHolds looks the letter up by the remainder of 23, where X, Y and Z at the beginning stand for 0, 1 and 2.
func spanishHolds(id string) bool {
	letters := strings.Fields("T R W A G M Y F P D X B N J Z S Q V H L C K E")
	return letters[number(strings.NewReplacer("X", "0", "Y", "1", "Z", "2").Replace(id[:1])+id[1:8])%23] == id[8:]
}

// italianOdd is what a character at an odd place counts, by the decree of 23 December 1976.
var italianOdd = map[rune]int{
	'0': 1, '1': 0, '2': 5, '3': 7, '4': 9, '5': 13, '6': 15, '7': 17, '8': 19, '9': 21,
	'A': 1, 'B': 0, 'C': 5, 'D': 7, 'E': 9, 'F': 13, 'G': 15, 'H': 17, 'I': 19, 'J': 21, 'K': 2, 'L': 4, 'M': 18,
	'N': 20, 'O': 11, 'P': 3, 'Q': 6, 'R': 8, 'S': 12, 'T': 14, 'U': 16, 'V': 10, 'W': 22, 'X': 25, 'Y': 24, 'Z': 23,
}

func italianHolds(id string) bool {
	id = strings.ToUpper(id)
	sum := 0
	for i, c := range id[:15] {
		even := strings.IndexRune("0123456789", c)
		if even < 0 {
			even = strings.IndexRune("ABCDEFGHIJKLMNOPQRSTUVWXYZ", c)
		}
		if i%2 == 0 { // the first place is an odd one
			even = italianOdd[c]
		}
		sum += even
	}
	return strings.Contains("ABCDEHLMPRST", id[8:9]) && "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[sum%26] == id[15]
}

func dutchHolds(id string) bool {
	sum := -int(id[8] - '0')
	for i := range 8 {
		sum += (9 - i) * int(id[i]-'0')
	}
	return sum%11 == 0
}

// swissHolds is EAN-13: from the right every second digit counts three times.
func swissHolds(id string) bool {
	sum := 0
	for i := range id {
		digit := number(id[len(id)-1-i : len(id)-i])
		if i%2 == 1 {
			digit *= 3
		}
		sum += digit
	}
	return strings.HasPrefix(id, "756") && sum%10 == 0
}
