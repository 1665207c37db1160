package redact

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// phoneForms are the ways in which numbers are written; # is any digit, N one from 2 to 9.
var phoneForms = []string{
	"(N##) N##-####", "N##-N##-####", "N##.N##.####", "N## N## ####", "+1 N## N## ####", "+1N##N######", "1-N##-N##-####",
	"+1 (N##) N##-####", "001-N##-N##-####",
	"020 #### ####", "07N## ######", "07N########", "+44 7N## ######", "+44 (0)20 #### ####", "0161 ### ####", "01N## ######",
	"(020) #### ####", "0044 20 #### ####",
	"030 ########", "0151 ########", "0151########", "0151/########", "0171-#######", "+49 151 ########", "+49 (0)30 #######",
	"+49 (0) 30 / #######", "0049 30 #######", "(030) #######", "089 / ### ## ##", "0211 #####-##", "+4915########",
	"01 ## ## ## ##", "06.##.##.##.##", "06########", "+33 6 ## ## ## ##", "0033 6 ## ## ## ##", "+336########", "06-##-##-##-##",
	"6## ### ###", "6## ## ## ##", "+34 6## ### ###", "91 ### ## ##", "+34 91 ### ## ##", "9## ### ###", "0034 6########",
	"3N# #######", "3N# N## ####", "+39 3N# #######", "06 #### ####", "02 #######", "+39 06 #### ####", "0039 3N#######",
	"06-########", "06 ########", "020-#######", "+31 6 ########", "020 ### ####", "+31 (0)6 ########", "0031 6 ########",
	"0664 #######", "+43 664 #######", "01 #######", "+43 1 #######", "044 ### ## ##", "079 ### ## ##", "+41 79 ### ## ##", "0041 44 ### ## ##",
}

var bareForms = []string{"N##N######", "1N##N######", "6########", "3N########", "7N########", "447N########", "49151#######"}

var around = []string{"%s", "Call me on %s please.", "My phone number is %s.", "You can reach me at %s after five", "%s is my mobile", "It's %s, thanks"}
var cuedAround = []string{"Call me on %s please.", "My phone number is %s.", "you can reach me at %s after five", "my mobile: %s", "tel. %s", "phone %s"}

func digits(r *rand.Rand, form string) string {
	return strings.Map(func(c rune) rune {
		switch c {
		case '#':
			return '0' + rune(r.IntN(10))
		case 'N':
			return '2' + rune(r.IntN(8))
		}
		return c
	}, form)
}

func TestRecallOfPhoneNumbers(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	missed, all := map[string]int{}, 0
	try := func(form, sentence string) {
		all++
		raw := fmt.Sprintf(sentence, digits(r, form))
		if clean, spans := Text(raw); len(spans) != 1 || strings.ContainsAny(strings.ReplaceAll(clean, "[phone]", ""), "0123456789") {
			missed[form]++
			if missed[form] < 3 {
				t.Logf("%q is left as %q", raw, clean)
			}
		}
	}
	for range 20 {
		for _, form := range phoneForms {
			for _, s := range around {
				try(form, s)
			}
		}
		for _, form := range bareForms {
			for _, s := range cuedAround {
				try(form, s)
			}
		}
	}
	lost := 0
	for _, n := range missed {
		lost += n
	}
	t.Logf("missed %d of %d", lost, all)
	if lost*100 > all {
		t.Errorf("missed %d of %d, want at most 1 %%: %v", lost, all, missed)
	}
}

func TestRecallOfEmails(t *testing.T) {
	for _, address := range []string{
		"a@b.cc", "john.smith@example.com", "JOHN_SMITH@EXAMPLE.COM", "j+tag@mail.example.co.uk", "o'brien@example.ie", "x-y@a-b.museum",
		"1234567890@qq.com", "user%x@example.org", "müller@exämple.de", "user@xn--exmple-cua.com", "first.last@sub.sub.example.travel",
		"a_b-c.d+e@example.io", "用户@例子.中国", "user @ example.com", "user [at] example [dot] com", "user(at)example.com",
		"user at example dot com", "first dot last at example dot co dot uk", "user at gmail.com", "j underscore smith at yahoo dot com",
	} {
		for _, s := range []string{"%s", "Write to %s.", "<%s>", "my mail is %s, thanks", "(%s)", "mailto:%s", "%s!"} {
			raw := fmt.Sprintf(s, address)
			if clean, spans := Text(raw); len(spans) != 1 || spans[0].Kind != Email || clean != fmt.Sprintf(s, "[email]") {
				t.Errorf("Text(%q) = %q", raw, clean)
			}
		}
	}
}
