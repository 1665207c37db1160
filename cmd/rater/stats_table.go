package main

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// csvTable is a table read row by row. Its errors name the line and the column.
type csvTable struct {
	name   string
	header []string
	row    []string
	rows   int
	cells  int
	reader *csv.Reader
	file   io.Closer
}

// mostCells keeps memory bounded.
const mostCells = 50_000_000

func openTable(path string, in io.Reader) (*csvTable, error) {
	t := &csvTable{name: "the standard input"}
	if path != "-" {
		t.name = path
		f, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		in, t.file = f, f
	}
	buffered := bufio.NewReaderSize(in, 1<<16)
	if start, _ := buffered.Peek(3); string(start) == "\ufeff" {
		_, _ = buffered.Discard(3)
	}
	t.reader = csv.NewReader(buffered)
	t.reader.ReuseRecord = true
	if err := t.readHeader(); err != nil {
		t.close()
		return nil, err
	}
	return t, nil
}

func (t *csvTable) close() {
	if t.file != nil {
		_ = t.file.Close()
	}
}

func (t *csvTable) readHeader() error {
	record, err := t.reader.Read()
	if errors.Is(err, io.EOF) {
		return fmt.Errorf("%s is empty: a table needs a header line and rows", t.name)
	}
	if err != nil {
		return t.broken(err)
	}
	for i, name := range record {
		name = strings.TrimSpace(name)
		switch {
		case !utf8.ValidString(name):
			return fmt.Errorf("line 1, column %d: the header is not UTF-8", i+1)
		case name == "":
			return fmt.Errorf("line 1, column %d: every column needs a name in the header", i+1)
		case slices.Contains(t.header, name):
			return fmt.Errorf("line 1, column %d: there are two columns %s", i+1, quoted(name))
		}
		t.header = append(t.header, strings.Clone(name))
	}
	if len(t.header) == 1 && strings.ContainsAny(t.header[0], ";\t") {
		return fmt.Errorf("line 1: columns are separated by commas, not by semicolons or tabs")
	}
	return nil
}

// next reads a row, and is false at the end.
func (t *csvTable) next() (bool, error) {
	row, err := t.reader.Read()
	if errors.Is(err, io.EOF) {
		return false, nil
	}
	if err != nil {
		return false, t.broken(err)
	}
	t.row = row
	t.rows++
	if t.cells += len(row); t.cells > mostCells {
		return false, fmt.Errorf("%s has more than %d cells, which is more than fits: split it, or leave out columns", t.name, mostCells)
	}
	return true, nil
}

// each takes row after row, until one is at fault.
func (t *csvTable) each(take func(*csvTable) error) error {
	for {
		more, err := t.next()
		if err != nil || !more {
			return err
		}
		if err := take(t); err != nil {
			return err
		}
	}
}

func (t *csvTable) broken(err error) error {
	var bad *csv.ParseError
	switch {
	case errors.Is(err, csv.ErrFieldCount):
		line, _ := t.reader.FieldPos(0)
		return fmt.Errorf("line %d has another number of cells than the header, which has %d", line, len(t.header))
	case errors.As(err, &bad):
		return fmt.Errorf("line %d, column %d: a quotation mark is out of place; it opens and closes a cell, and is doubled within", bad.Line, bad.Column)
	}
	return fmt.Errorf("%s can't be read: %w", t.name, err)
}

// column is the place of a column.
func (t *csvTable) column(name string) (int, error) {
	if i := slices.Index(t.header, name); i >= 0 {
		return i, nil
	}
	return 0, fmt.Errorf("there is no column %s: the header has %s", quoted(name), shortList(t.header))
}

func (t *csvTable) columns(names ...string) ([]int, error) {
	at := make([]int, len(names))
	for i, name := range names {
		var err error
		if at[i], err = t.column(name); err != nil {
			return nil, err
		}
	}
	return at, nil
}

// fault is an error in a cell of the row just read.
func (t *csvTable) fault(column int, format string, args ...any) error {
	line, _ := t.reader.FieldPos(column)
	return fmt.Errorf("line %d, column %s: %s", line, quoted(t.header[column]), fmt.Sprintf(format, args...))
}

// text is a cell without the spaces around it.
func (t *csvTable) text(column int) (string, error) {
	s := strings.TrimSpace(t.row[column])
	if !utf8.ValidString(s) {
		return "", t.fault(column, "the text is not UTF-8")
	}
	return s, nil
}

// label is a cell that must have text.
func (t *csvTable) label(column int) (string, error) {
	s, err := t.text(column)
	if err == nil && s == "" {
		err = t.fault(column, "a name belongs here")
	}
	return s, err
}

// number is a cell's number; it is not known where the cell is empty.
func (t *csvTable) number(column int) (x float64, known bool, err error) {
	s, err := t.text(column)
	if err != nil || s == "" {
		return 0, false, err
	}
	x, ok := plainNumber(s)
	if !ok && !math.IsInf(x, 0) {
		return 0, false, t.fault(column, "%s is not a number; leave the cell empty where a value is missing", quoted(s))
	}
	if math.Abs(x) > mostNumber || x != 0 && math.Abs(x) < 1/mostNumber {
		return 0, false, t.fault(column, "%s is too large or too small to calculate with", quoted(s))
	}
	return x, true, nil
}

const mostNumber = 1e12

// plainNumber reads decimal numbers, and not the other things that Go takes for one. One beyond all bounds is infinite and not
// ok.
func plainNumber(s string) (float64, bool) {
	if strings.Trim(s, "0123456789.eE+-") != "" {
		return 0, false
	}
	x, err := strconv.ParseFloat(s, 64)
	return x, err == nil
}

func quoted(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + "…"
	}
	return strconv.Quote(s)
}

func shortList(names []string) string {
	const most = 20
	var list []string
	for _, name := range names[:min(most, len(names))] {
		list = append(list, printable(name))
	}
	all := strings.Join(list, ", ")
	if len(names) > most {
		all += fmt.Sprintf(" and %d more", len(names)-most)
	}
	return all
}

// printable is text as it is, but quoted where it holds what a terminal would obey or not show.
func printable(s string) string {
	if strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return strconv.Quote(s)
	}
	return s
}
