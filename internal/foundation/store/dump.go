package store

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
)

// Dump writes tables as they are at one moment, whatever is written meanwhile: for each, first its columns as a JSON
// array, then a line for each row, its values as strings or null. open gives where a table goes; rows tells how many
// there were.
func (d *DB) Dump(ctx context.Context, tables []string, open func(table string) (io.Writer, error), rows func(table string, n int64)) error {
	pool, err := d.read.DB()
	if err != nil {
		return err
	}
	options := &sql.TxOptions{ReadOnly: true}
	if d.Dialect == Postgres {
		options.Isolation = sql.LevelRepeatableRead
	}
	tx, err := pool.BeginTx(ctx, options)
	if err != nil {
		return Fault(err)
	}
	defer func() { _ = tx.Rollback() }() // nothing was written
	for _, table := range tables {
		w, err := open(table)
		if err != nil {
			return err
		}
		n, err := dumpTable(ctx, tx, table, w)
		if err != nil {
			return fmt.Errorf("the table %s can't be read: %w", table, err)
		}
		rows(table, n)
	}
	return nil
}

func dumpTable(ctx context.Context, tx *sql.Tx, table string, w io.Writer) (n int64, err error) {
	found, err := tx.QueryContext(ctx, "SELECT * FROM "+table) //nolint:gosec // a name of our own
	if err != nil {
		return 0, err
	}
	defer found.Close()
	columns, err := found.Columns()
	if err != nil {
		return 0, err
	}
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	if err := out.Encode(columns); err != nil {
		return 0, err
	}
	values, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	line := make([]*string, len(columns))
	for ; found.Next(); n++ {
		if err := found.Scan(into...); err != nil {
			return n, err
		}
		for i, v := range values {
			if line[i], err = plainText(v); err != nil {
				return n, err
			}
		}
		if err := out.Encode(line); err != nil {
			return n, err
		}
	}
	return n, found.Err()
}

// plainText writes a value in a form that both databases read back as the same.
func plainText(value any) (*string, error) {
	s := ""
	switch v := value.(type) {
	case nil:
		return nil, nil //nolint:nilnil // a null is no error
	case string:
		s = v
	case []byte:
		s = string(v)
	case int64:
		s = strconv.FormatInt(v, 10)
	case float64:
		s = strconv.FormatFloat(v, 'g', -1, 64)
	case bool:
		s = "0"
		if v {
			s = "1"
		}
	case time.Time:
		return nil, errors.New("a time is stored as one; Rater keeps milliseconds")
	default:
		return nil, fmt.Errorf("a value is of the type %T", v)
	}
	return &s, nil
}

const longestLine = 64 << 20

// Load fills a table, in the transaction that ctx carries, with what Dump wrote of it, and returns how many rows there
// were. Columns that the dump does not have keep what the database gives them.
func (d *DB) Load(ctx context.Context, table string, from io.Reader) (n int64, err error) {
	lines := bufio.NewScanner(from)
	lines.Buffer(make([]byte, 1<<16), longestLine)
	if !lines.Scan() {
		return 0, errors.Join(lines.Err(), errors.New("the backup ends before the columns of "+table))
	}
	var columns []string
	if err := json.Unmarshal(lines.Bytes(), &columns); err != nil || len(columns) == 0 {
		return 0, fmt.Errorf("the columns of %s can't be read", table)
	}
	for _, c := range columns {
		if strings.Trim(c, "abcdefghijklmnopqrstuvwxyz_0123456789") != "" {
			return 0, fmt.Errorf("%s has a column %q, which Rater never made", table, c)
		}
	}
	next := func() ([]*string, error) { return nextLine(lines, table, len(columns)) }
	if d.Dialect == Postgres {
		return d.loadByCopy(ctx, table, columns, next)
	}
	return d.loadByInsert(ctx, table, columns, next)
}

// nextLine returns nil at the end.
func nextLine(lines *bufio.Scanner, table string, columns int) ([]*string, error) {
	if !lines.Scan() {
		return nil, lines.Err()
	}
	var row []*string
	if err := json.Unmarshal(lines.Bytes(), &row); err != nil || len(row) != columns {
		return nil, fmt.Errorf("a row of %s can't be read", table)
	}
	return row, nil
}

func (d *DB) loadByInsert(ctx context.Context, table string, columns []string, next func() ([]*string, error)) (n int64, err error) {
	insert := "INSERT INTO " + table + " (" + strings.Join(columns, ", ") + ") VALUES (" + strings.TrimSuffix(strings.Repeat("?, ", len(columns)), ", ") + ")"
	statement, err := d.Conn(ctx).Statement.ConnPool.PrepareContext(ctx, insert)
	if err != nil {
		return 0, err
	}
	defer statement.Close()
	args := make([]any, len(columns))
	for ; ; n++ {
		row, err := next()
		if err != nil || row == nil {
			return n, err
		}
		for i, v := range row {
			args[i] = nil
			if v != nil {
				args[i] = *v
			}
		}
		if _, err := statement.ExecContext(ctx, args...); err != nil {
			return n, Fault(err)
		}
	}
}

// loadByCopy streams rows in COPY's text form, which PostgreSQL reads by each column's own type.
func (d *DB) loadByCopy(ctx context.Context, table string, columns []string, next func() ([]*string, error)) (n int64, err error) {
	in, out := io.Pipe()
	go func() {
		w := bufio.NewWriterSize(out, 1<<16)
		failed := copyText(w, next)
		out.CloseWithError(errors.Join(failed, w.Flush())) //nolint:gosec // it never fails
	}()
	err = d.Pgx(ctx, func(c *pgx.Conn) error {
		done, err := c.PgConn().CopyFrom(ctx, in, "COPY "+table+" ("+strings.Join(columns, ", ")+") FROM STDIN")
		n = done.RowsAffected()
		return err
	})
	return n, Fault(errors.Join(err, in.Close()))
}

var copyEscapes = strings.NewReplacer(`\`, `\\`, "\t", `\t`, "\n", `\n`, "\r", `\r`)

func copyText(w *bufio.Writer, next func() ([]*string, error)) error {
	for {
		row, err := next()
		if err != nil || row == nil {
			return err
		}
		for i, v := range row {
			if i > 0 {
				_ = w.WriteByte('\t')
			}
			if v == nil {
				_, _ = w.WriteString(`\N`)
			} else {
				_, _ = copyEscapes.WriteString(w, *v)
			}
		}
		if err := w.WriteByte('\n'); err != nil {
			return err
		}
	}
}
