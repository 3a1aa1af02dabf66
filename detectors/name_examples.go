package detectors

var nameHits = []string{}
var nameMisses = []string{}
