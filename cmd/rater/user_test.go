package main

import (
	"bytes"
	"context"
	"encoding/json"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
)

// called runs the program in this process.
func called(t *testing.T, db testkit.Database, environ []string, args ...string) (code int, out, errOut string) {
	t.Helper()
	var o, e bytes.Buffer
	environ = append([]string{"RATER_DATABASE_URL=" + db.URL, "RATER_DATA_DIR=" + db.Dir}, environ...)
	code = run(context.Background(), args, environ, strings.NewReader("long enough\n"), &o, &e)
	return code, o.String(), e.String()
}

func table(t *testing.T, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "people.csv")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestUserImportRejectsWhatIsNotWhole(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		file := table(t, "email,name,role,team\nana@x.org,Ana Ruiz,agent,Billing\nben@x.org,Ben Hall,,Billing\n"+
			"eve@x.org,Eve Tam,agent,Billing,surplus\nkim@x.org,Kim Lee,agent,Billing;Travel\nlea@x.org,Lea Fox,supervisor,Billing;Travel\n")
		code, out, errOut := called(t, db, nil, "user", "import", "--json", file)
		var got userImport
		if err := json.Unmarshal([]byte(out), &got); err != nil || code != 0 {
			t.Fatalf("%d, %v, %s%s", code, err, out, errOut)
		}
		if got.Imported != 2 || len(got.Rejected) != 3 {
			t.Fatalf("%+v", got)
		}
		for n, want := range []string{"role: is missing", "has 5 columns where the first line names 4", "team: only a supervisor can have several"} {
			if r := got.Rejected[n]; r.Line != n+3 || !strings.Contains(r.Reason, want) || strings.Contains(r.Reason, "misuse") {
				t.Errorf("%+v, want line %d: %s", r, n+3, want)
			}
		}
		if !strings.Contains(errOut, "2 of them can't sign in yet") || !strings.Contains(errOut, "no admin yet") {
			t.Errorf("it doesn't say who can't sign in: %s", errOut)
		}
	})
}

func TestAnImportOfNothingFails(t *testing.T) {
	db := testkit.Open(t, store.SQLite)
	if code, _, errOut := called(t, db, nil, "user", "import", table(t, "email,name,role\nben@x.org,Ben,\n")); code != 1 || !strings.Contains(errOut, "nothing could be imported") {
		t.Errorf("people: %d, %s", code, errOut)
	}
	if code, _, errOut := called(t, db, nil, "import", "--from", "jsonl", table(t, "rubbish\n")); code != 1 || !strings.Contains(errOut, "nothing could be imported") {
		t.Errorf("interactions: %d, %s", code, errOut)
	}
}

func TestUserAddSaysWhatComesOfIt(t *testing.T) {
	db := testkit.Open(t, store.SQLite)
	add := []string{"user", "add", "--email", "ana@x.org", "--name", "Ana Ruiz", "--role", "agent"}
	if code, out, errOut := called(t, db, nil, add...); code != 0 || !strings.HasPrefix(out, "added Ana Ruiz") ||
		!strings.Contains(errOut, "--role admin") || !strings.Contains(errOut, "Ana Ruiz can't sign in yet") {
		t.Errorf("the first: %d, %s%s", code, out, errOut)
	}
	if code, _, errOut := called(t, db, nil, add...); code != 1 || !strings.Contains(errOut, "somebody with the address ana@x.org already") {
		t.Errorf("the same again: %d, %s", code, errOut)
	}
	if code, _, errOut := called(t, db, nil, append(add, "--team", "a", "--team", "b")...); code != 2 || strings.Contains(errOut, "misuse") {
		t.Errorf("two teams: %d, %s", code, errOut)
	}
	last := []string{"user", "add", "--email", "ada@x.org", "--name", "Ada Novak", "--role", "admin", "--password-stdin"}
	if code, _, errOut := called(t, db, nil, last...); code != 0 || errOut != "" {
		t.Errorf("an admin with a password: %d, %s", code, errOut)
	}
}

func TestTheSettingsAreTold(t *testing.T) {
	db := testkit.Open(t, store.SQLite)
	for _, args := range [][]string{{"--help"}, {"serve", "--help"}, {"demo", "--help"}} {
		if code, out, _ := called(t, db, nil, args...); code != 0 || !strings.Contains(out, "RATER_DISCLOSE_WATCHING") || !strings.Contains(out, "(default :8080)") {
			t.Errorf("%v: %d, %s", args, code, out)
		}
	}
	if code, _, errOut := called(t, db, []string{"RATER_TIMEZONE=UTC"}, "version"); code != 0 || !strings.Contains(errOut, "did you mean RATER_TIME_ZONE?") {
		t.Errorf("a misspelt setting: %d, %s", code, errOut)
	}
}

func TestServeSaysWhyItCantListen(t *testing.T) {
	db := testkit.Open(t, store.SQLite)
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	for listen, want := range map[string]string{taken.Addr().String(): "another program listens there already", "203.0.113.1:8080": "name an address of this machine"} {
		if code, _, errOut := called(t, db, []string{"RATER_LISTEN=" + listen}, "serve"); code != 1 || !strings.Contains(errOut, want) {
			t.Errorf("%s: %d, %s", listen, code, errOut)
		}
	}
	file := table(t, "")
	code, _, errOut := called(t, db, []string{"RATER_DATABASE_URL=", "RATER_DATA_DIR=" + file + "/x"}, "serve")
	if code != 1 || !strings.Contains(errOut, "set RATER_DATA_DIR to a folder that you may write to") {
		t.Errorf("a folder that can't be made: %d, %s", code, errOut)
	}
}
