package main

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/harpolog/harpo/detectors"
)

// spot is one word to learn from.
type spot struct {
	features [16]uint16
	name     bool
}

// model is a linear model with weights in 64ths of a logit.
type model struct{ weight []int16 }

const (
	epochs = 8
	rate   = 0.15 // of the first steps; it falls with their number
	ridge  = 2e-6 // of the weights, a step
	scale  = 64
	most   = 12 * scale
)

// train fits a logistic regression by stochastic descent (AdaGrad: Duchi, Hazan, Singer, JMLR 12, 2011). Products are rounded
// before they are added, so that no processor fuses the two and all come to the same weights.
func train(spots []spot) *model {
	w, g := make([]float64, detectors.NameFeatures), make([]float64, detectors.NameFeatures)
	r := rand.New(rand.NewPCG(2, 3))
	order := r.Perm(len(spots))
	for range epochs {
		r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			s := &spots[i]
			err := -probability(w, s)
			if s.name {
				err++
			}
			for _, f := range s.features {
				d := err - float64(ridge*w[f]*float64(len(order)))/1000
				g[f] += float64(d * d)
				w[f] += float64(rate * d / math.Sqrt(1e-3+g[f]))
			}
		}
	}
	m := &model{make([]int16, len(w))}
	for f, x := range w {
		m.weight[f] = int16(math.Round(min(max(x*scale, -most), most)))
	}
	return m
}

func probability(w []float64, s *spot) float64 {
	sum := 0.0
	for _, f := range s.features {
		sum += w[f]
	}
	return 1 / (1 + math.Exp(-sum))
}

func (m *model) score(s *spot) (sum int) {
	for _, f := range s.features {
		sum += int(m.weight[f])
	}
	return sum
}

func names(spots []spot) (n int) {
	for _, s := range spots {
		if s.name {
			n++
		}
	}
	return n
}

// report prints recall and false findings at some thresholds.
func (m *model) report(what string, spots []spot) {
	fmt.Printf("%s:", what)
	for _, t := range []int{-128, -64, 0, 64, 128, 192} {
		hit, false_, all := 0, 0, 0
		for i := range spots {
			s := &spots[i]
			if s.name {
				all++
			}
			if m.score(s) >= t {
				if s.name {
					hit++
				} else {
					false_++
				}
			}
		}
		fmt.Printf("  at %d recall %.2f %% false %.2f %%", t, 100*float64(hit)/float64(all), 100*float64(false_)/float64(len(spots)-all))
	}
	fmt.Println()
}
