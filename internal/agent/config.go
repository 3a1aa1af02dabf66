package agent

import (
	"context"
	"log/slog"
	"time"

	"github.com/harpolog/harpo/internal/deliver"
	"github.com/harpolog/harpo/internal/linetime"
	"github.com/harpolog/harpo/internal/source"
	"github.com/harpolog/harpo/internal/spool"
	"github.com/harpolog/harpo/redact"
	"github.com/harpolog/harpo/sinks"
)

// Config is all that an Agent needs. The caller opens sinks and closes them after Run has returned.
type Config struct {
	Sources  []SourceConfig
	Sinks    []SinkConfig
	Redactor *redact.Redactor
	// StateDir holds the checkpoint. It is made if missing and locked against a second agent. Empty only if no source
	// is a file.
	StateDir string
	// Key makes the fingerprints in the checkpoint: at least 16 bytes, the same on every start
	// (redact.Keys.Derive("fingerprint")).
	Key          []byte
	Keys         redact.Keys      // seal spool and dead letters; without them there is neither
	Spool        Spool            // where records wait for a sink that is behind
	DeadLetters  DeadLetters      // where records go that a far side refuses for good
	DrainTimeout time.Duration    // how long a stopping agent goes on delivering; 0 is 10 s
	Logger       *slog.Logger     // nil discards
	Now          func() time.Time // the time of day; nil is time.Now
	// Guard looks a second time at every text that is about to leave, and returns a word for the identifier it finds, or "".
	// Such a text is withheld. by is the redactor that it comes from. It is called from several goroutines and must not keep
	// the text. Nil finds nothing.
	Guard func(by *redact.Redactor, text []byte) (kind string)
	// Suspects is for many lines, each with a line feed behind it: it appends to at a place in each line in which Guard finds something. The others
	// need not be given to Guard. It returns false if it cannot tell; nil never can.
	Suspects func(by *redact.Redactor, at []int, lines []byte) ([]int, bool)
	// Settle returns once the tokens of what has been redacted so far are durable; until it has returned nil nothing of it
	// goes on. It is called from several goroutines. Nil needs no settling.
	Settle  func(ctx context.Context) error
	Metrics Metrics
}

// SourceConfig is one input. Exactly one of File, Reader and Source is set.
type SourceConfig struct {
	Name   string              // in metrics and logs; from the configuration, such as "sources[0]"
	File   *source.FileOptions // Key, Resume, LastRun and Stats are filled in by the agent
	Reader ReaderSource        // standard input
	Source source.Source       // anything else
	Labels []Label             // names must be unique; at least one in all, counting FilenameLabel, for Loki
	// FilenameLabel, if not empty, is the name of a label that carries the redacted path of the file.
	FilenameLabel string
	Describer     Describer // nil if there is nothing to say besides
	Times         Times
	// Policy, if not empty, is a word for which every sink has a redactor in ByPolicy.
	Policy string
}

// Describer tells of files what their text does not. Two that are deeply equal do the same. What it returns is redacted
// before it leaves.
type Describer interface {
	// Wanted says whether a file is to be read. It is asked at every poll until it is begun.
	Wanted(path string) bool
	// PathLabels returns labels that follow from the path of a file alone.
	PathLabels(path string) []Label
	// AskLabels returns labels of a file as they are now, which may take a moment. It is asked once, before a file is first
	// sent; the answer is kept for as long as the file is, so that a replay has the same labels.
	AskLabels(ctx context.Context, path string) []Label
}

// Times says which time a record has: the one it brings, unless the far side would refuse that, or the one it is read at.
type Times struct {
	From   TimesFrom
	Parser *linetime.Parser // of the text; nil is that of linetime.Options{}
}

// TimesFrom says whose word is taken for the time of a record.
type TimesFrom uint8

// The words.
const (
	FromRuntimeOrText TimesFrom = iota // the container runtime's; without one, the text's
	FromText                           // the text's; if that says none, the container runtime's
	FromRuntime                        // the container runtime's only: the text is not looked at
)

// ReaderSource is an input stream that cannot be replayed, such as standard input.
type ReaderSource interface {
	Read(p []byte) (int, error)
}

// Label is a configured label. The value is redacted before it leaves.
type Label struct{ Name, Value string }

// SinkConfig is one far side. It has positions of its own: an offset of it is committed when it has acknowledged, whatever
// the others do.
type SinkConfig struct {
	Name     string // in metrics and logs; its positions go by it, so it must be the same on every start
	Deliver  Deliverer
	Redactor *redact.Redactor            // nil is Config.Redactor
	ByPolicy map[string]*redact.Redactor // for sources with a policy of their own, by its word
	Now      func() time.Time            // the time of day at the far side, as far as that is known; nil is Config.Now
	MaxBytes int                         // a batch is closed when it holds this many bytes of redacted text; 0 is 1 MiB
	MaxWait  time.Duration               // or when its oldest record has waited this long; 0 is 1 s
}

// Deliverer carries a batch to a far side. Nil means that every record of the batch was acknowledged, or refused for good
// and taken by refuse, which is called from Deliver for each such record and keeps nothing of it. Deliver returns an error only when ctx has ended, and must not keep the batch or any slice of it.
type Deliverer interface {
	Deliver(ctx context.Context, b *sinks.Batch, refuse deliver.Refuse) error
}

// Spool says where the records of sinks that are behind wait. Every sink has a folder of its own in it.
type Spool struct {
	Dir      string        // empty for none
	MaxBytes int64         // for each sink
	After    time.Duration // how long a sink may be behind before its records go to the disk; 0 is 1 s
	FS       spool.FS      // nil is the disk
}

// DeadLetters says where refused records go.
type DeadLetters struct {
	Dir      string // empty for nowhere: they are only counted
	MaxBytes int64  // beyond it the oldest are dropped, counted and reported
}

// Metrics are callbacks; each may be nil. They are called from several goroutines and must not block. source and sink
// are the names from the configuration; no argument ever holds input.
type Metrics struct {
	Read      func(sink, source string, records, bytes int)             // whole records taken from a source, for a sink
	Withheld  func(sink, source, reason string, records int)            // reason: redact.Reason in words
	Guarded   func(sink, source, kind string)                           // the guard found something: the record was withheld
	Acked     func(sink string, records, bytes int, took time.Duration) // one delivered batch
	Committed func(sink, source string, records int)                    // records behind a committed position
	Pending   func(sink string, records, bytes int)                     // now waiting for a sink (gauge)
	Truncated func(source string)                                       // a file was truncated in place
	Rotated   func(source string)                                       // an open file left its path
	OpenFiles func(source string, delta int)                            // files held open (gauge, by difference)
	BytesLost func(source string, bytes int64)                          // destroyed before they were read
	SpoolLost func(sink, why string, records int64)                     // damaged or dropped on the disk; -1 if their number is not known
	Failed    func(source, what string)                                 // what: "open", "read", "stat", "glob", ...
	Flushed   func(err error)                                           // a checkpoint was written, or not
}
