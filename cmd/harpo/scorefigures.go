package main

// figures are the rates of one group, in the scorer's words. A nil rate has nothing to be taken of.
type figures struct {
	Spans     int      `json:"spans"`
	LeakSpans float64  `json:"leak_spans"`
	LeakChars float64  `json:"leak_chars"`
	StrictF1  *float64 `json:"strict_f1"`
	NormP     *float64 `json:"norm_p"`
	NormR     *float64 `json:"norm_r"`
	NormF1    *float64 `json:"norm_f1"`
}

// totals are the further rates of a group of whole records.
type totals struct {
	figures
	Records                int     `json:"records"`
	LeakAlnum              float64 `json:"leak_alnum"`
	Over                   float64 `json:"over"`
	NegativeRecords        int     `json:"negative_records"`
	OverOnNegative         float64 `json:"over_on_negative"`
	NegativeRecordsTouched float64 `json:"negative_records_touched"`
	CharP                  float64 `json:"char_p"`
	CharR                  float64 `json:"char_r"`
	CharF2                 float64 `json:"char_f2"`
}

func (c *counts) figures() figures {
	f := figures{Spans: c.spans, LeakSpans: ratio(c.leakSpans, c.spans, 0), LeakChars: ratio(c.leakChars, c.chars, 0)}
	if c.strict != (match{}) {
		_, _, f1 := c.strict.prf(1)
		f.StrictF1 = &f1
	}
	if c.norm != (match{}) {
		p, r, f1 := c.norm.prf(1)
		f.NormF1 = &f1
		if c.norm.tp+c.norm.fp > 0 {
			f.NormP = &p
		}
		if c.norm.tp+c.norm.fn > 0 {
			f.NormR = &r
		}
	}
	return f
}

func (c *counts) totals() totals {
	t := totals{figures: c.figures(), Records: c.records, NegativeRecords: c.negRecords, LeakAlnum: ratio(c.leakAlnum, c.alnum, 0),
		Over: ratio(c.over, c.non, 0), OverOnNegative: ratio(c.negOver, c.negNon, 0), NegativeRecordsTouched: ratio(c.negHit, c.negRecords, 0)}
	t.CharP, t.CharR, t.CharF2 = match{c.alnum - c.leakAlnum, c.over, c.leakAlnum}.prf(2)
	return t
}

// prf returns precision, recall and the F measure that weighs recall beta times as much (van Rijsbergen 1979).
func (m match) prf(beta float64) (p, r, f float64) {
	p, r = ratio(m.tp, m.tp+m.fp, 1), ratio(m.tp, m.tp+m.fn, 1)
	if b := beta * beta; p+r > 0 {
		f = (1 + b) * p * r / (b*p + r)
	}
	return p, r, f
}

func ratio(n, of int, none float64) float64 {
	if of == 0 {
		return none
	}
	return float64(n) / float64(of)
}
