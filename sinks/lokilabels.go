package sinks

import (
	"encoding/binary"
	"strings"

	"github.com/grafana/loki-client-go/pkg/labelutil"
	"github.com/prometheus/common/model"
)

// maxCachedLabels bounds the label sets whose text is kept. Beyond it all are made anew, which costs time, not records.
const maxCachedLabels = 4096

// labelCache keeps the text of label sets, because a stream's labels are the same from batch to batch.
type labelCache struct {
	texts map[string]string
	key   []byte
}

// text returns the labels in Loki's notation, `{job="app"}`.
func (c *labelCache) text(labels []Label) string {
	c.key = c.key[:0]
	for _, l := range labels {
		c.key = append(binary.AppendUvarint(c.key, uint64(len(l.Name))), l.Name...)
		c.key = append(binary.AppendUvarint(c.key, uint64(l.Value.Len())), l.Value.Bytes()...)
	}
	if text, ok := c.texts[string(c.key)]; ok {
		return text
	}
	if c.texts == nil || len(c.texts) >= maxCachedLabels {
		c.texts = map[string]string{}
	}
	text := lokiLabels(labels)
	c.texts[string(c.key)] = text
	return text
}

// lokiLabels makes of any labels a set that Loki takes: names are mended, values are cut, the labels beyond the 15th and
// empty ones (which Loki takes for absent) are left out, and a set with no label left gets job="harpo". It is better to
// store a record under fewer labels than to have Loki refuse it. `harpo check` tells beforehand.
func lokiLabels(labels []Label) string {
	set := labelutil.LabelSet{LabelSet: model.LabelSet{}}
	for _, l := range labels {
		name := model.LabelName(lokiLabelName(l.Name))
		value := strings.ToValidUTF8(string(cutText(l.Value.Bytes(), lokiMaxLabelValue)), "_")
		if value != "" && (len(set.LabelSet) < lokiMaxLabels || set.LabelSet[name] != "") {
			set.LabelSet[name] = model.LabelValue(value)
		}
	}
	if len(set.LabelSet) == 0 {
		set.LabelSet["job"] = "harpo"
	}
	return set.LabelSet.String()
}

// lokiLabelName returns the name with every character Loki does not take replaced by an underscore. Loki takes
// [a-zA-Z_][a-zA-Z0-9_]*, the Prometheus data model.
func lokiLabelName(name string) string {
	if isLabelName(name) {
		return name
	}
	mended := strings.Map(func(r rune) rune {
		if isLabelName("_" + string(r)) {
			return r
		}
		return '_'
	}, name)
	if !isLabelName(mended) {
		mended = "_" + mended
	}
	return mended
}

func isLabelName(name string) bool { return model.LegacyValidation.IsValidLabelName(name) }
