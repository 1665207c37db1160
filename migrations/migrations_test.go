package migrations_test

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/migrations"
)

func TestMain(m *testing.M) { os.Exit(testkit.Run(m)) }

// schema lists tables with their columns and unique keys as both databases can say them.
func schema(t *testing.T, db testkit.Database) (lines []string) {
	t.Helper()
	tables, err := db.Conn(t.Context()).Migrator().GetTables()
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range tables {
		if strings.HasPrefix(table, "utterances_text") || strings.HasPrefix(table, "search_") || strings.HasPrefix(table, "goose") || strings.HasPrefix(table, "sqlite") {
			continue
		}
		columns, err := db.Conn(t.Context()).Migrator().ColumnTypes(table)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range columns {
			nullable, _ := c.Nullable()
			if key, _ := c.PrimaryKey(); key {
				nullable = false
			}
			lines = append(lines, fmt.Sprintf("%s.%s %s null=%v", table, c.Name(), kind(c.DatabaseTypeName()), nullable))
		}
	}
	slices.Sort(lines)
	return lines
}

// kind names a column's type alike for both databases.
func kind(name string) string {
	known := map[string]string{"int8": "bigint", "int4": "integer", "float8": "double precision", "double": "double precision", "bool": "boolean"}
	name = strings.ToLower(name)
	if k, ok := known[name]; ok {
		return k
	}
	return name
}

func TestBothDatabasesHaveOneSchema(t *testing.T) {
	lite, pg := schema(t, testkit.Open(t, store.SQLite)), schema(t, testkit.Open(t, store.Postgres))
	if len(lite) < 100 {
		t.Fatalf("only %d columns were found", len(lite))
	}
	for _, line := range lite {
		if !slices.Contains(pg, line) {
			t.Errorf("in SQLite alone: %s", line)
		}
	}
	for _, line := range pg {
		if !slices.Contains(lite, line) {
			t.Errorf("in PostgreSQL alone: %s", line)
		}
	}
}

var index = regexp.MustCompile(`(?m)^CREATE (UNIQUE )?INDEX [^;]+;`)

func TestBothDatabasesHaveTheSameFilesAndIndexes(t *testing.T) {
	lite, pg := names(t, "sqlite"), names(t, "postgres")
	if !slices.Equal(lite, pg) {
		t.Fatalf("sqlite has %v, postgres %v", lite, pg)
	}
	for _, name := range lite {
		a, b := indexes(t, "sqlite/"+name), indexes(t, "postgres/"+name)
		b = slices.DeleteFunc(b, func(s string) bool { return strings.Contains(s, "USING gin") || strings.Contains(s, " ON search_") })
		if !slices.Equal(a, b) {
			t.Errorf("%s: sqlite has %v, postgres %v", name, a, b)
		}
	}
}

func names(t *testing.T, dir string) (list []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return list
}

func indexes(t *testing.T, file string) []string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return index.FindAllString(string(text), -1)
}

func TestANewerDatabaseIsRefused(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		if _, err := db.SQL().Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, true)"); err != nil {
			t.Fatal(err)
		}
		_, err := migrations.Up(t.Context(), db.DB)
		if err == nil || !strings.Contains(err.Error(), "version 99999") {
			t.Fatalf("a newer database was taken: %v", err)
		}
	})
}

// TestEveryTableIsBackedUpOrPasses holds the lists of tables to what the migrations make.
func TestEveryTableIsBackedUpOrPasses(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		tables, err := db.Conn(t.Context()).Migrator().GetTables()
		if err != nil {
			t.Fatal(err)
		}
		for _, table := range tables {
			passing := slices.ContainsFunc(append(migrations.Passing, "goose", "sqlite"), func(p string) bool { return strings.HasPrefix(table, p) })
			if !passing && !slices.Contains(migrations.Tables, table) {
				t.Errorf("%s would not be backed up", table)
			}
		}
	})
}
