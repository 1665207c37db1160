package redact

var spelled = map[string]byte{
	"zero": '0', "oh": '0', "nought": '0', "one": '1', "two": '2', "three": '3', "four": '4', "five": '5', "six": '6',
	"seven": '7', "eight": '8', "nine": '9',
}

var letters = func() (is [256]bool) {
	for c := range 256 {
		is[c] = isLetter(byte(c))
	}
	return is
}()

// mayCount are the first letters of spelled and repeats.
var mayCount = [256]bool{'z': true, 'o': true, 'n': true, 't': true, 'f': true, 's': true, 'e': true, 'd': true}

var repeats = map[string]int{"double": 2, "triple": 3}

const longestWord = 32

// fewestSpelled is how many spelled digits make it worth reading a text as one that spells.
const fewestSpelled = 7

// spell reads "four one double one" as "4 1 11". It is empty when the text hardly spells any digit.
func spell(v view) view {
	if !spellsEnough(v.b) {
		return view{}
	}
	out := newView(len(v.b))
	times, timesAt := 1, 0
	for i := 0; i < len(v.b); {
		to := i + 1
		for isLetter(v.b[i]) && to < len(v.b) && isLetter(v.b[to]) {
			to++
		}
		word := shortWord(v.b[i:to])
		switch d := spelled[word]; {
		case d != 0 || word == "o" && out.afterDigit():
			from := i
			if times > 1 {
				from = timesAt
			}
			for range times {
				out.add(max(d, '0'), int(v.at[from]), int(v.end[to-1]))
			}
			times = 1
		case repeats[word] > 1 && v.byteAt(to) == ' ':
			times, timesAt, to = repeats[word], i, to+1
		case v.b[i] == ',' && out.afterDigit():
			out.add(' ', int(v.at[i]), int(v.end[i]))
		default:
			out.copyOf(v, i, to)
			times = 1
		}
		i = to
	}
	return out
}

func spellsEnough[T ~[]byte | ~string](b T) bool {
	count := 0
	for i := 0; i < len(b) && count < fewestSpelled; {
		to := i + 1
		for letters[b[i]] && to < len(b) && letters[b[to]] {
			to++
		}
		if word := b[i:to]; len(word) >= 2 && len(word) <= len("nought") && mayCount[lower(word[0])] {
			if w := shortWord([]byte(word)); spelled[w] != 0 {
				count++
			} else if repeats[w] > 1 {
				count += repeats[w] - 1
			}
		}
		i = to
	}
	return count >= fewestSpelled
}

// afterDigit says whether the last byte but spaces is a digit.
func (v view) afterDigit() bool {
	i := len(v.b) - 1
	for i >= 0 && i > len(v.b)-3 && v.b[i] == ' ' {
		i--
	}
	return i >= 0 && isDigit(v.b[i])
}

func (v *view) copyOf(from view, i, to int) {
	v.b = append(v.b, from.b[i:to]...)
	v.at = append(v.at, from.at[i:to]...)
	v.end = append(v.end, from.end[i:to]...)
}

// shortWord is the word in lower case, or nothing when it is longer than any that is listened to.
func shortWord(b []byte) string {
	if len(b) > longestWord {
		return ""
	}
	var small [longestWord]byte
	for i, c := range b {
		small[i] = lower(c)
	}
	return string(small[:len(b)])
}
