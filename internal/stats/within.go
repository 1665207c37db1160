package stats

import "fmt"

// WithinClusters is by how much the treated cases' After lies above that of the others of the same cluster: least squares beside
// each cluster's own mean, with the variance CR2 among clusters and the degrees of freedom of Bell and McCaffrey (2002). Clusters
// without both kinds tell nothing, and fewer than two with both have no estimate.
func WithinClusters(cases []Case) Contrast {
	type mean struct{ n, treated, y float64 }
	means := map[int]*mean{}
	for _, c := range cases {
		m := means[c.Cluster]
		if m == nil {
			m = &mean{}
			means[c.Cluster] = m
		}
		m.n, m.treated, m.y = m.n+1, m.treated+float64(arm(c)), m.y+c.After
	}
	var x, y []float64
	var cluster []int
	both := map[int]bool{}
	for _, c := range cases {
		if m := means[c.Cluster]; m.treated > 0 && m.treated < m.n {
			x, y, cluster = append(x, float64(arm(c))-m.treated/m.n), append(y, c.After-m.y/m.n), append(cluster, c.Cluster)
			both[c.Cluster] = true
		}
	}
	if len(both) < 2 {
		return Contrast{Why: fmt.Errorf("a comparison within each needs two or more with both kinds, and there are %d", len(both))}
	}
	r, err := leastSquares(1, x, y, cluster)
	if err != nil {
		return Contrast{Why: err}
	}
	return r.contrast(0)
}
