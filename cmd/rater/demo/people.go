// Package demo is the content of the demonstration: people, conversations and a live replay, all of it made up.
//
// Its ninety days tell some stories. The agents of Membership care do well and those of Technical support badly; the lead
// of the latter leaves much of what was drawn unscored. Of the evaluators Emeka Nwosu is strict and Clara Whitlock
// lenient; both score agents of all teams, as the others do. Tomasz Wilk and Lucas Ferreira of Billing were coached on one
// day, six weeks before the end, because both had scored low in the four weeks before. Tomasz had always been like that,
// and is better since. Lucas had had a stretch of bad luck: he was no worse before it than after, so that his scores rose
// without the coaching having done anything.
package demo

import (
	"fmt"
	"strings"
)

// The roles that the demonstration's people have.
const (
	Admin      = "admin"
	Supervisor = "supervisor"
	Evaluator  = "evaluator"
	Agent      = "agent"
	Trainer    = "trainer"
	Analyst    = "analyst"
)

// Person is somebody at the desk. Team is the agent's own, or the one that a supervisor leads; empty for others.
type Person struct {
	Name, Email, Role, Team string
	ExternalID              string
}

// Password is what those who are offered sign in with; nobody else can, since each costs the start a hash.
const Password = "rater-demo"

// TrainerEmail is the trainer as whom a visitor can sign in.
const TrainerEmail = "trainer@example.com"

// Team is a team with the queue that its interactions come through.
type Team struct{ Name, Queue string }

// Teams are the five teams; supervisor@example.com leads the first, of which agent@example.com is a member.
var Teams = []Team{
	{"Billing", "billing"}, {"Orders and delivery", "orders"}, {WeakTeam, "technical"},
	{"Travel desk", "travel"}, {"Membership care", "membership"},
}

const agentsPerTeam = 6

var agentNames = []string{
	"Amara Okafor", "Tomasz Wilk", "Priya Nambiar", "Lucas Ferreira", "Hannah Lindqvist", "Yusuf Demir",
	"Grace Mbeki", "Daniel Roth", "Mei-Ling Zhao", "Sofia Castellano", "Kofi Asante", "Ewa Nowicka",
	"Ravi Shankaran", "Chloe Bernard", "Mateo Quiroga", "Ingrid Solberg", "Omar Haddad", "Naomi Feldman",
	"Luca Moretti", "Fatima Zahra", "Jack Whitfield", "Aiko Tanabe", "Nia Campbell", "Pavel Dvorsky",
	"Leila Rahimi", "Ben Achterberg", "Zanele Dube", "Oscar Lindholm", "Maria Papadaki", "Sean Gallagher",
}

var supervisorNames = []string{"Helena Marsh", "Victor Osei", "Anneke de Boer", "Samir Khalil", "Rosa Delgado"}

var evaluatorNames = []string{"Judith Kranz", "Emeka Nwosu", "Clara Whitlock", "Arjun Mehta"}

// People are all of them, without repeats, in the same order each time.
func People() []Person {
	people := []Person{{Name: "Ada Novak", Email: "admin@example.com", Role: Admin}}
	for i, name := range supervisorNames {
		p := Person{Name: name, Email: mail(name), Role: Supervisor, Team: Teams[i].Name}
		if i == 0 {
			p.Email = "supervisor@example.com"
		}
		people = append(people, p)
	}
	for i, name := range evaluatorNames {
		p := Person{Name: name, Email: mail(name), Role: Evaluator}
		if i == 0 {
			p.Email = "evaluator@example.com"
		}
		people = append(people, p)
	}
	people = append(people,
		Person{Name: "Tobias Renner", Email: TrainerEmail, Role: Trainer},
		Person{Name: "Lena Forsyth", Email: "analyst@example.com", Role: Analyst})
	for i := range people {
		people[i].ExternalID = fmt.Sprintf("S-%03d", 101+i)
	}
	return append(people, agents...)
}

// Offered are those whom a newcomer may sign in as: the one of each role whose address says so, and a supervisor of
// another team.
func Offered() []Person {
	var list []Person
	for _, role := range []string{Supervisor, Agent, Evaluator, Analyst, Trainer, Admin} {
		for _, p := range People() {
			if p.Email == role+"@example.com" {
				list = append(list, p)
			}
		}
		if role == Evaluator {
			list = append(list, Person{supervisorNames[1], mail(supervisorNames[1]), Supervisor, Teams[1].Name, ""})
		}
	}
	return list
}

// agents are the agents alone, six of each team.
var agents = func() (list []Person) {
	for i, name := range agentNames {
		p := Person{name, mail(name), Agent, Teams[i/agentsPerTeam].Name, fmt.Sprintf("E-%d", 2001+i)}
		if i == 0 {
			p.Email = OfferedAgent
		}
		list = append(list, p)
	}
	return list
}()

// stranger helps out, and is known to the source alone, by a name that none of the people has.
var stranger = Person{Name: "Karin Holt", Email: "k.holt", Role: Agent}

func mail(name string) string {
	return strings.ReplaceAll(strings.ToLower(name), " ", ".") + "@example.com"
}

func firstName(name string) string {
	first, _, _ := strings.Cut(name, " ")
	return first
}
