package recordings

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"rater/internal/foundation/fault"
)

// Policy is what the site says of recordings. The zero value stores none.
type Policy struct {
	On         bool
	MaxBytes   int64
	Hosts      []string // from which recording_url is fetched, such as pbx.example.org or pbx.example.org:8443
	Days       int      // from when it came until it is deleted, unless a plan says otherwise
	AgentFirst bool     // of two channels the first is the agent's
}

func (p Policy) check() error {
	if !p.On {
		return fault.New(fault.Conflict, "this site stores no recordings; whoever runs it can allow them (RATER_RECORDINGS=on)")
	}
	return nil
}

func (p Policy) tooLarge() error {
	return fault.New(fault.TooLarge, "the recording is larger than the %d MiB that are taken (RATER_RECORDING_MAX_BYTES)", p.MaxBytes>>20)
}

// fetches says whether recordings are fetched at all.
func (p Policy) fetches() bool { return p.On && len(p.Hosts) > 0 }

// allows says whether an address may be fetched: https, of a host that the policy names, without a name and password.
func (p Policy) allows(u *url.URL) error {
	switch {
	case u.Scheme != "https":
		return permanent("its address does not begin with https://")
	case u.User != nil:
		return permanent("its address holds a name or a password")
	case !slices.ContainsFunc(p.Hosts, func(one string) bool { return sameHost(u, one) }):
		return permanent("its address is of a host that the site does not fetch from (RATER_RECORDING_HOSTS)")
	}
	return nil
}

// hostOf names the host of an address, as one of those that are fetched from at once.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.ToLower(strings.TrimSuffix(u.Host, ":443"))
}

// sameHost says whether an address is of a host that the policy names, with 443 where no port is named.
func sameHost(u *url.URL, host string) bool {
	named, err := url.Parse("https://" + host)
	port := func(u *url.URL) string { return cmp.Or(u.Port(), "443") }
	return err == nil && strings.EqualFold(u.Hostname(), named.Hostname()) && port(u) == port(named)
}
