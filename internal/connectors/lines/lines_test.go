package lines

import (
	"bufio"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

func TestEach(t *testing.T) {
	for _, tc := range []struct {
		in   string
		want []string
	}{
		{"", nil},
		{"a", []string{"1:a"}},
		{"a\nb\n", []string{"1:a", "2:b"}},
		{"\ufeffa\r\n\r\nb", []string{"1:a", "2:", "3:b"}},
		{"12345678\n123456789\n" + strings.Repeat("x", 9000) + "\nend", []string{"1:12345678", "2!", "3!", "4:end"}},
	} {
		var got []string
		err := Each(bufio.NewReaderSize(strings.NewReader(tc.in), 16), 8, func(l Line) bool {
			if l.TooLong {
				got = append(got, fmt.Sprintf("%d!", l.Number))
			} else {
				got = append(got, fmt.Sprintf("%d:%s", l.Number, l.Text))
			}
			return true
		})
		if err != nil || !slices.Equal(got, tc.want) {
			t.Errorf("Each(%.20q) = %q, %v; want %q", tc.in, got, err, tc.want)
		}
	}
}

func TestEachReturnsTheReadersError(t *testing.T) {
	err := Each(bufio.NewReader(iotest.TimeoutReader(iotest.OneByteReader(strings.NewReader("a\nb")))), 8, func(Line) bool { return true })
	if !errors.Is(err, iotest.ErrTimeout) {
		t.Errorf("err = %v, want the reader's own", err)
	}
}
