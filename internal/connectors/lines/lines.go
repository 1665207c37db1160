// Package lines reads text files line by line, however long a line is and whatever ends it.
package lines

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// Line is one line without its ending. Text is valid until the next line is read, and empty when the line is longer
// than allowed.
type Line struct {
	Number  int // from 1
	Text    []byte
	TooLong bool
}

// Each yields the lines of r until yield returns false. A byte order mark at the beginning is left out. The error is
// r's own.
func Each(r *bufio.Reader, longest int, yield func(Line) bool) error {
	for number := 1; ; number++ {
		text, tooLong, err := next(r, longest)
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if number == 1 {
			text = bytes.TrimPrefix(text, []byte("\ufeff"))
		}
		text = bytes.TrimRight(text, "\r\n")
		if err == nil || len(text) > 0 || tooLong {
			if !yield(Line{number, text, tooLong}) {
				return nil
			}
		}
		if err != nil {
			return nil
		}
	}
}

func next(r *bufio.Reader, longest int) (text []byte, tooLong bool, err error) {
	for {
		part, err := r.ReadSlice('\n')
		if len(text)+len(bytes.TrimRight(part, "\r\n")) > longest {
			tooLong, text = true, nil
		}
		if !tooLong {
			text = append(text, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return text, tooLong, err
		}
	}
}
