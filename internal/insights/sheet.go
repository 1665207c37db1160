package insights

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// Sheet is a report as a table: what it is of, a head, and rows of texts, numbers, times and nils.
type Sheet struct {
	Name  string      // of the sheet, at most 31 characters
	About [][2]string // what it rests on, one line each: a name and its value
	Head  []string
	Rows  [][]any
}

// inert is a text as a cell holds it that no program takes for a formula: one that begins with = + - @, a tab or a carriage
// return gets an apostrophe in front (OWASP, CSV injection).
func inert(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r\n", rune(text[0])) {
		return "'" + text
	}
	return text
}

// plain is a value as one of the kinds that cells hold: a string, an int or a float64.
func plain(value any) any {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return inert(v)
	case *float64:
		if v == nil {
			return ""
		}
		return *v
	case *int:
		if v == nil {
			return ""
		}
		return *v
	case time.Time:
		return v.UTC().Format(time.RFC3339)
	case int, float64:
		return v
	}
	return inert(fmt.Sprint(value))
}

// CSV is the table alone, in UTF-8 with a byte order mark, by which spreadsheets know it.
func (s Sheet) CSV() ([]byte, error) {
	var out bytes.Buffer
	out.WriteString("\ufeff")
	w := csv.NewWriter(&out)
	if err := w.Write(s.Head); err != nil {
		return nil, err
	}
	for _, row := range s.Rows {
		line := make([]string, len(row))
		for n, value := range row {
			switch v := plain(value).(type) {
			case string:
				line[n] = v
			case int:
				line[n] = strconv.Itoa(v)
			case float64:
				line[n] = strconv.FormatFloat(v, 'f', -1, 64)
			}
		}
		if err := w.Write(line); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return out.Bytes(), w.Error()
}

// XLSX is a workbook: the table, and on a second sheet what it rests on.
func (s Sheet) XLSX() ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetSheetName("Sheet1", s.Name); err != nil {
		return nil, err
	}
	head := make([]any, len(s.Head))
	for n, h := range s.Head {
		head[n] = h
	}
	for n, row := range append([][]any{head}, s.Rows...) {
		cells := make([]any, len(row))
		for i, value := range row {
			cells[i] = plain(value)
		}
		if err := f.SetSheetRow(s.Name, "A"+strconv.Itoa(n+1), &cells); err != nil {
			return nil, err
		}
	}
	if err := s.about(f); err != nil {
		return nil, err
	}
	out, err := f.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

const aboutName = "About"

func (s Sheet) about(f *excelize.File) error {
	if _, err := f.NewSheet(aboutName); err != nil {
		return err
	}
	for n, line := range s.About {
		cells := []any{inert(line[0]), inert(line[1])}
		if err := f.SetSheetRow(aboutName, "A"+strconv.Itoa(n+1), &cells); err != nil {
			return err
		}
	}
	last, err := excelize.ColumnNumberToName(max(1, len(s.Head)))
	if err != nil {
		return err
	}
	if err := f.SetColWidth(s.Name, "A", last, 18); err != nil {
		return err
	}
	return f.SetPanes(s.Name, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}
