package server_test

// buildEverything takes a scorecard through its life.
func (c *company) buildEverything(do doing) {
	c.t.Helper()
	do("ada", "admin", "POST /scorecards", "", fields{"name": "More", "template": "complaint-handling"}, 0)
	taken := read[draft](c.t, do("lyn", "analyst", "POST /scorecards", "", fields{"name": "Most", "template": "complaint-handling"}, 0))
	d := read[draft](c.t, do("lyn", "analyst", "POST /scorecards/import", "", fields{"format": 1, "name": "Sent", "definition": taken.Definition}, 0))
	do("ada", "admin", "POST /scorecards/{id}/draft", d.Scorecard, fields{}, 0)
	d.Name = " "
	d.Definition.Languages, d.Definition.Texts = []string{"en", "de"}, map[string]map[string]string{"de": {"name": "Mehr"}}
	keep := func() {
		d = read[draft](c.t, do("ada", "admin", "PUT /scorecards/{id}/draft", d.Scorecard, fields{"name": d.Name, "definition": d.Definition}, d.Revision))
	}
	keep()
	d.Name = "Even more"
	keep()
	do("lyn", "analyst", "POST /scorecards/{id}/draft/publish", d.Scorecard, nil, d.Revision)
	do("ada", "admin", "POST /scorecards/{id}/retire", d.Scorecard, nil, 1)
	do("lyn", "analyst", "POST /scorecards/{id}/bring-back", d.Scorecard, nil, 2)
	do("ada", "admin", "DELETE /scorecards/{id}/draft", c.called("lyn").begun(fields{"name": "Nothing"}).Scorecard, nil, 1)
}
