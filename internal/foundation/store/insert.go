package store

import (
	"context"
	"database/sql/driver"
	"fmt"
	"reflect"
	"strings"
	"sync"

	"gorm.io/gorm/schema"
)

// models keeps what gorm reads out of a model's tags.
var models sync.Map

// parametersAtOnce is where one INSERT is quickest: SQLite's driver reads a statement anew each time and looks all of
// its parameters up for each of them.
const parametersAtOnce = 300

// Rows are new rows of one model, as the database takes them.
type Rows struct {
	model  *schema.Schema
	values []any // of each row, in the order of the columns
}

// InsertAll stores new rows of one model, in the transaction that ctx carries, in a fraction of the time of gorm's
// Create: a prepared statement for several rows at once. Every column is stored as it stands in the row: unlike Create it
// fills in no default, no time of making and no key, runs no hook and reads nothing back.
func InsertAll[T any](ctx context.Context, d *DB, list []T) error {
	rows, err := RowsOf(ctx, d, list)
	if err != nil {
		return err
	}
	return rows.Insert(ctx, d)
}

// RowsOf makes rows ready, for which it needs no transaction: taking the demonstration's past over (interactions.Log.Load)
// makes some ready while others are stored.
func RowsOf[T any](ctx context.Context, d *DB, list []T) (Rows, error) {
	model, err := schema.Parse(new(T), &models, d.write.NamingStrategy)
	if err != nil {
		return Rows{}, err
	}
	r := Rows{model, make([]any, 0, len(list)*len(model.DBNames))}
	rows := reflect.ValueOf(list)
	for i := range list {
		for _, name := range model.DBNames {
			value, _ := model.FieldsByDBName[name].ValueOf(ctx, rows.Index(i))
			if v, ok := value.(driver.Valuer); ok {
				if value, err = v.Value(); err != nil {
					return r, fmt.Errorf("%s.%s: %w", model.Table, name, err)
				}
			}
			r.values = append(r.values, value)
		}
	}
	return r, nil
}

// Insert stores the rows in the transaction that ctx carries.
func (r Rows) Insert(ctx context.Context, d *DB) error {
	width := len(r.model.DBNames)
	size := max(1, parametersAtOnce/width) * width
	whole := len(r.values) / size * size
	for _, part := range []struct {
		values []any
		size   int
	}{{r.values[:whole], size}, {r.values[whole:], len(r.values) - whole}} {
		if err := r.insert(ctx, d, part.values, part.size); err != nil {
			return Fault(err)
		}
	}
	return nil
}

// insert stores values, of which there are a multiple of size, size at once.
func (r Rows) insert(ctx context.Context, d *DB, values []any, size int) error {
	if len(values) == 0 {
		return nil
	}
	statement, err := d.Conn(ctx).Statement.ConnPool.PrepareContext(ctx, r.statement(d.Dialect, size/len(r.model.DBNames)))
	if err != nil {
		return err
	}
	defer statement.Close()
	for ; len(values) > 0; values = values[size:] {
		if _, err := statement.ExecContext(ctx, values[:size]...); err != nil {
			return err
		}
	}
	return nil
}

func (r Rows) statement(dialect string, rows int) string {
	list, n := make([]string, rows), 0
	for i := range list {
		row := make([]string, len(r.model.DBNames))
		for j := range row {
			n++
			row[j] = "?"
			if dialect == Postgres {
				row[j] = fmt.Sprintf("$%d", n)
			}
		}
		list[i] = "(" + strings.Join(row, ", ") + ")"
	}
	return "INSERT INTO " + r.model.Table + " (" + strings.Join(r.model.DBNames, ", ") + ") VALUES " + strings.Join(list, ", ")
}
