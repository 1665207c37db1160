package coaching

// The methods of coaching. All but ThreeSixty, which is a Round, are sessions of two people.
const (
	OneToOne     = "one_to_one"    // a lead with an agent
	FormalReview = "formal_review" // the same, over a period
	Peer         = "peer"          // two agents of one team; the coach is the one who gives feedback
	ThreeSixty   = "three_sixty"
)

// titles are what an invitation calls a session.
var titles = map[string]string{OneToOne: "One-to-one", FormalReview: "Formal review", Peer: "Peer feedback"}
