package redact

import "strings"

// nationalForms are the ids of each country as they are written, with the finder's own check for which digits hold.
var nationalForms = []struct {
	name  string
	forms []string
	holds func(id string) bool
}{
	{"US SSN", []string{"1N#-N#-1N##", "N## N# N###"}, func(id string) bool { return id[0] < '6' }},
	{"UK NINO", []string{"AB N# ## ## C", "ABN#####C", "CE N##### D", "jg 1# ## ## a"}, nil},
	{"German Steuer-ID", []string{"N##########", "N# ### ### ###"}, func(id string) bool { return germanTaxID([]byte(id)) }},
	{"French NIR", []string{"1######0#######", "2 N# 0N N# ### ### ##", "1 85 05 78 ### ### ##"}, func(id string) bool { return frenchNIR([]byte(id)) }},
	{"Spanish DNI", []string{"N#######Z", "N#######-R", "N#.###.###-K"}, func(id string) bool { return spanishID([]byte(id)) }},
	{"Spanish NIE", []string{"X#######L", "Y-#######-T"}, func(id string) bool { return spanishID([]byte(id)) }},
	{"Italian codice fiscale", []string{"RSSMRA8#T1#A56#S", "RSS MRA 8#T1# A56#S", "bncgnn7#h4#f20#x"}, func(id string) bool { return italianCode([]byte(strings.ToUpper(id))) }},
	{"Dutch BSN", []string{"N########", "N###.##.###"}, func(id string) bool { return dutchHolds(id) }},
	{"Swiss AHV", []string{"756.####.####.##", "756##########", "756 #### #### ##"}, func(id string) bool { return swissAHV([]byte(id)) }},
}

func dutchHolds(id string) bool {
	sum := -int(id[8] - '0')
	for i := range 8 {
		sum += (9 - i) * int(id[i]-'0')
	}
	return sum%11 == 0
}
