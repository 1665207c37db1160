package notices

import (
	"slices"
	"strings"
	"time"

	"rater/internal/foundation/fault"
)

// How somebody wants their e-mail.
const (
	Each   = "each"   // as it comes, but in quiet hours
	Digest = "digest" // once a day
	None   = "none"
)

// Settings are how one person hears of notices by e-mail. Times of the day read HH:MM in the person's zone; without
// quiet hours both are empty, without a zone it is the site's.
type Settings struct {
	UserID     string   `gorm:"primaryKey"`
	Mail       string   //
	DigestAt   string   //
	QuietFrom  string   //
	QuietUntil string   //
	TimeZone   string   //
	Muted      []string `gorm:"serializer:json"` // kinds that come without e-mail
}

// TableName is where settings lie.
func (Settings) TableName() string { return "notice_settings" }

// usual are the settings of who has chosen none.
func usual(user string) Settings {
	return Settings{UserID: user, Mail: Each, DigestAt: "08:00", QuietFrom: "20:00", QuietUntil: "07:00", Muted: []string{}}
}

const day = 24 * time.Hour

// check names what is wrong with the settings.
func (s Settings) check() error {
	var faults []fault.Field
	wrong := func(place, message string) {
		faults = append(faults, fault.Field{Location: "body." + place, Message: message})
	}
	if !slices.Contains([]string{Each, Digest, None}, s.Mail) {
		wrong("mail", "must be each, digest or none")
	}
	for place, at := range map[string]string{"digest_at": s.DigestAt, "quiet_from": s.QuietFrom, "quiet_until": s.QuietUntil} {
		if _, ok := timeOfDay(at); !ok && (at != "" || place == "digest_at") {
			wrong(place, "must be a time of the day such as 07:30")
		}
	}
	if (s.QuietFrom == "") != (s.QuietUntil == "") {
		wrong("quiet_until", "name both ends of the quiet hours, or neither")
	}
	if _, err := time.LoadLocation(s.TimeZone); err != nil || s.TimeZone == "Local" {
		wrong("time_zone", "must be a zone's name such as Europe/Berlin, or empty for the site's")
	}
	for _, kind := range s.Muted {
		if !slices.Contains(Kinds, Kind(kind)) {
			wrong("muted", "has the kind "+kind+", which there is none of")
		}
	}
	if len(faults) > 0 {
		slices.SortFunc(faults, func(a, b fault.Field) int { return strings.Compare(a.Location, b.Location) })
		return fault.Fields("the settings can't be kept like this", faults...)
	}
	return nil
}

// timeOfDay is how far into its day HH:MM lies.
func timeOfDay(words string) (time.Duration, bool) {
	at, err := time.Parse("15:04", words)
	return time.Duration(at.Hour())*time.Hour + time.Duration(at.Minute())*time.Minute, err == nil && len(words) == 5
}

// due is when the e-mail of a notice from this moment is to be sent; false where none is wanted.
func (s Settings) due(kind Kind, at time.Time, site *time.Location) (time.Time, bool) {
	if s.Mail == None || slices.Contains(s.Muted, string(kind)) {
		return at, false
	}
	zone := site
	if named, err := time.LoadLocation(s.TimeZone); err == nil && s.TimeZone != "" {
		zone = named
	}
	if s.Mail == Digest {
		return next(at, s.DigestAt, zone), true
	}
	if s.quiet(at.In(zone)) {
		return next(at, s.QuietUntil, zone), true
	}
	return at, true
}

// quiet says whether the local time lies in the quiet hours, which may go over midnight.
func (s Settings) quiet(local time.Time) bool {
	from, ok := timeOfDay(s.QuietFrom)
	until, both := timeOfDay(s.QuietUntil)
	if !ok || !both {
		return false
	}
	now := time.Duration(local.Hour())*time.Hour + time.Duration(local.Minute())*time.Minute
	if from <= until {
		return from <= now && now < until
	}
	return now >= from || now < until
}

// next is the first moment, not before at, that reads so on the zone's clock.
func next(at time.Time, clock string, zone *time.Location) time.Time {
	into, _ := timeOfDay(clock)
	local := at.In(zone)
	for days := 0; ; days++ {
		moment := time.Date(local.Year(), local.Month(), local.Day()+days, int(into/time.Hour), int(into%time.Hour/time.Minute), 0, 0, zone)
		if !moment.Before(at) {
			return moment.UTC()
		}
	}
}
