package people

import (
	"net/mail"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"rater/internal/foundation/fault"
)

// User is one person.
type User struct {
	ID           string     `gorm:"primaryKey"`
	Email        string     //
	EmailKey     string     // the e-mail address in lower case
	Name         string     //
	PasswordHash string     // empty: cannot sign in with a password
	DisabledAt   *time.Time `gorm:"serializer:millis"`
	CreatedAt    time.Time  `gorm:"serializer:millis;autoCreateTime:false"`
}

// Person is a user with everything that is known of them.
type Person struct {
	User
	Roles       []Role
	ExternalIDs []string
	MemberOf    *Team
	Leads       []Team
	Languages   []string // BCP 47
}

// NewPerson is what it takes to add a user.
type NewPerson struct {
	Name        string
	Email       string
	Password    string // empty: no sign-in yet
	Roles       []Role
	ExternalIDs []string
	MemberOf    string   // a team's id
	Leads       []string // ids of teams
	Languages   []string // BCP 47
}

// Changes are the parts of a user to change; nil leaves a part as it is.
type Changes struct {
	Name        *string
	Roles       *[]Role
	ExternalIDs *[]string
	MemberOf    *string // a team's id, empty for none
	Leads       *[]string
	Languages   *[]string
	Disabled    *bool
	Password    *string
}

const (
	maxName     = 200
	minPassword = 8
	maxPassword = 256
)

// Key is the form in which e-mail addresses, external ids and team names are compared.
func Key(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

func checkName(location, name string) *fault.Field {
	if strings.TrimSpace(name) == "" || utf8.RuneCountInString(name) > maxName || hasControl(name) {
		return &fault.Field{Location: location, Message: "must be 1 to 200 characters without control characters"}
	}
	return nil
}

func checkEmail(location, email string) *fault.Field {
	a, err := mail.ParseAddress(email)
	if err != nil || a.Address != email || len(email) > 254 {
		return &fault.Field{Location: location, Message: "must be an e-mail address such as ana@example.com"}
	}
	return nil
}

func checkPassword(location, password string) *fault.Field {
	if n := utf8.RuneCountInString(password); n < minPassword || len(password) > maxPassword {
		return &fault.Field{Location: location, Message: "must be 8 to 256 characters"}
	}
	return nil
}

func checkRoles(location string, roles []Role) *fault.Field {
	for _, r := range roles {
		if !slices.Contains(Roles, r) {
			return &fault.Field{Location: location, Message: "must be of admin, supervisor, evaluator, agent, trainer, analyst"}
		}
	}
	return nil
}

func checkExternalIDs(location string, ids []string) *fault.Field {
	for _, id := range ids {
		if Key(id) == "" || utf8.RuneCountInString(id) > maxName || hasControl(id) {
			return &fault.Field{Location: location, Message: "each must be 1 to 200 characters"}
		}
	}
	return nil
}

func hasControl(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f })
}

func (n NewPerson) check() error {
	var faults []fault.Field
	add := func(f *fault.Field) {
		if f != nil {
			faults = append(faults, *f)
		}
	}
	add(checkName("name", n.Name))
	add(checkEmail("email", n.Email))
	add(checkRoles("roles", n.Roles))
	add(checkExternalIDs("external_ids", n.ExternalIDs))
	add(checkLanguages("languages", n.Languages))
	if n.Password != "" {
		add(checkPassword("password", n.Password))
	}
	if len(n.Leads) > 0 && !slices.Contains(n.Roles, Supervisor) {
		add(&fault.Field{Location: "leads", Message: "only a supervisor leads teams: add the role supervisor"})
	}
	if len(faults) > 0 {
		return fault.Fields("the user can't be stored as it is", faults...)
	}
	return nil
}

func (c Changes) check() error {
	var faults []fault.Field
	add := func(f *fault.Field) {
		if f != nil {
			faults = append(faults, *f)
		}
	}
	if c.Name != nil {
		add(checkName("name", *c.Name))
	}
	if c.Roles != nil {
		add(checkRoles("roles", *c.Roles))
	}
	if c.ExternalIDs != nil {
		add(checkExternalIDs("external_ids", *c.ExternalIDs))
	}
	if c.Languages != nil {
		add(checkLanguages("languages", *c.Languages))
	}
	if c.Password != nil {
		add(checkPassword("password", *c.Password))
	}
	if len(faults) > 0 {
		return fault.Fields("the user can't be changed like this", faults...)
	}
	return nil
}
