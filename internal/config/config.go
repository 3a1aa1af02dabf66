// Package config reads Harpo's configuration from a YAML file, the environment and flags into plain structs, and says
// everything that is wrong with it at once. It is the only package that knows viper.
//
// A setting is looked for in this order: flag, environment, file, default. The environment name of a key is HARPO_ and
// the key in capitals, its parts joined by underscores, list elements by their number: HARPO_STATE_DIR,
// HARPO_ADMIN_LISTEN, HARPO_SINKS_0_URL. Lists of words are separated by commas there.
//
// The structs carry mapstructure tags because package sinks does; this package's own decoder reads them, since it has to
// report every problem with its path and without its value.
//
// Problems name keys and lines, never values: a value may be a secret.
package config

import (
	"reflect"
	"time"

	"github.com/harpolog/harpo/redact"
	"github.com/harpolog/harpo/sinks"
)

// Config is a whole configuration. File names in it are absolute once loaded.
type Config struct {
	StateDir string   `mapstructure:"state_dir"`
	Sources  []Source `mapstructure:"sources"`
	Redact   Redact   `mapstructure:"redact"`
	Spool    Store    `mapstructure:"spool"`        // of each sink, in a folder by its name
	Dead     Store    `mapstructure:"dead_letters"` // of all sinks
	Ledger   Ledger   `mapstructure:"ledger"`
	Sinks    []Sink   `mapstructure:"sinks"`
	Guard    Guard    `mapstructure:"guard"`
	Access   Access   `mapstructure:"access"`
	Admin    Admin    `mapstructure:"admin"`
}

// Source is where lines come from.
type Source struct {
	Type    string   `mapstructure:"type" words:"file|stdin|kubernetes"`
	Include []string `mapstructure:"include"` // globs; file only
	Exclude []string `mapstructure:"exclude"` // globs; file only
	Format  string   `mapstructure:"format" words:"auto|plain|cri|docker"`
	StartAt string   `mapstructure:"start_at" words:"beginning|end"`
	Labels  []Label  `mapstructure:"labels"`

	// Compressed says whether files compressed with gzip or zstd that include matches are read, once.
	Compressed string `mapstructure:"compressed" words:"skip|read"`

	// FilenameLabel, if set, is the name of a label that holds the redacted path of the file.
	FilenameLabel string    `mapstructure:"filename_label"`
	Timestamp     Timestamp `mapstructure:"timestamp"`
	Multiline     Multiline `mapstructure:"multiline"` // files only

	Policy string `mapstructure:"policy"` // of its lines; redact.policy if not given

	Kubernetes Kubernetes `mapstructure:"kubernetes"` // type kubernetes only
}

// Kubernetes says what is told of a container's log besides its text.
type Kubernetes struct {
	Labels []string `mapstructure:"labels"`                      // of namespace, pod, container: from the path
	API    string   `mapstructure:"api" words:"off|on"`          // whether the API server is asked
	Node   string   `mapstructure:"node"`                        // whose pods are asked for; empty is the variable NODE_NAME
	Mode   string   `mapstructure:"mode" words:"opt-out|opt-in"` // whether pods without an annotation are read
	Pod    []PodTag `mapstructure:"pod_labels"`                  // labels of the pod, by the label they become
	Notes  []PodTag `mapstructure:"pod_annotations"`             // annotations likewise
}

// PodTag is a label or annotation of a pod and the label it becomes.
type PodTag struct {
	Key   string `mapstructure:"key"`
	Label string `mapstructure:"label"`
}

// Multiline says which lines make one record together.
type Multiline struct {
	Mode     string        `mapstructure:"mode" words:"off|auto|java|python|go|pattern"`
	Start    string        `mapstructure:"start"` // mode pattern: a regular expression (RE2) of the lines that begin a record
	MaxLines int           `mapstructure:"max_lines"`
	MaxBytes Size          `mapstructure:"max_bytes"`
	MaxWait  time.Duration `mapstructure:"max_wait"`
}

// Timestamp says which time a record has. One that the far side would refuse is replaced by the time of reading.
type Timestamp struct {
	From     string `mapstructure:"from" words:"auto|record|arrival"` // auto: the container runtime's, else the text's
	Key      string `mapstructure:"key"`                              // the only key of JSON or logfmt to look at
	Format   string `mapstructure:"format"`                           // see linetime.Options
	Location string `mapstructure:"location"`                         // of times without a zone
}

// Label is one label of every record of a source.
type Label struct {
	Name  string `mapstructure:"name"`
	Value string `mapstructure:"value"`
}

// Redact says what is taken out of lines.
type Redact struct {
	Policy string `mapstructure:"policy"` // a built-in policy, or one of Policies

	// Where the token keys come from: one of these.
	KeyFile    string        `mapstructure:"key_file"`
	KeyEnv     string        `mapstructure:"key_env"`     // the name of an environment variable that holds the text of a key file
	KeyCommand []string      `mapstructure:"key_command"` // a program and its arguments, which prints it
	KeyRefresh time.Duration `mapstructure:"key_refresh"` // how often an agent runs the command again; 0: at a reload only

	People  string `mapstructure:"directory_file"` // made by harpo directory build; empty: none
	MaxLine Size   `mapstructure:"max_line"`       // longest line that is redacted; a longer one is withheld
	// CarryOver is the window in which what a record shows with certainty is found again in later ones; 0: not at all.
	CarryOver Size `mapstructure:"carry_over"`

	Vault Vault `mapstructure:"vault"`

	Rules    []Rule    `mapstructure:"rules"`
	KeyNames []KeyName `mapstructure:"keys"`
	Allow    []Allow   `mapstructure:"allow"`
	Policies []Policy  `mapstructure:"policies"`

	// Made while validating.
	site *redact.Rules
	keys redact.Keys
}

// Vault is where random tokens are kept; without one, tokens are made from the values. One of the two is given.
type Vault struct {
	Path        string `mapstructure:"path"`         // a file of this agent alone, made at the first start
	AddressFile string `mapstructure:"address_file"` // holds the address of a PostgreSQL database that agents share
}

// Same says whether two sections read the same. The keys may be others.
func (r *Redact) Same(other *Redact) bool {
	a, b := *r, *other
	a.site, b.site, a.keys, b.keys = nil, nil, redact.Keys{}, redact.Keys{}
	return reflect.DeepEqual(a, b)
}

// Same says whether two configurations read the same.
func (c *Config) Same(other *Config) bool {
	a, b := *c, *other
	a.Redact, b.Redact = Redact{}, Redact{}
	return reflect.DeepEqual(a, b) && c.Redact.Same(&other.Redact)
}

// Guard is the second look at what is about to leave.
type Guard struct {
	Canaries []string `mapstructure:"canaries"` // texts that must never leave: invented people among the site's test data
}

// Access says who may ask the agent what its tokens stand for: nobody who is not named.
type Access struct {
	Tokens []string `mapstructure:"tokens"` // users of this machine, by the name that they log in with
}

// Sink is where redacted records go. Its keys are type, name, batch and those of Options, side by side.
type Sink struct {
	Type    string        `mapstructure:"type"`
	Name    string        `mapstructure:"name"`   // its positions go by it; the type if not given
	Policy  string        `mapstructure:"policy"` // of what goes to it; redact.policy if not given
	Batch   Batch         `mapstructure:"batch"`
	Options sinks.Options // of that type; nil while the type is unknown
}

// Store is a folder of sealed records on the disk.
type Store struct {
	Dir      string `mapstructure:"dir"` // beside the positions if not given
	MaxBytes Size   `mapstructure:"max_bytes"`
}

// Ledger is the agent's account book.
type Ledger struct {
	Dir      string        `mapstructure:"dir"`      // beside the positions if not given
	KeyFile  string        `mapstructure:"key_file"` // made in Dir at the first start if not given
	Interval time.Duration `mapstructure:"interval"` // between two accounts
}

// Batch says when records are sent: at the size or the age that is reached first.
type Batch struct {
	MaxBytes Size          `mapstructure:"max_bytes"`
	MaxWait  time.Duration `mapstructure:"max_wait"`
}

// Admin is the agent's own server.
type Admin struct {
	Listen string    `mapstructure:"listen"`
	TLS    ServerTLS `mapstructure:"tls"`
	Scrape Scrape    `mapstructure:"scrape"`
}

// Scrape is a second server, of the metrics alone, for a Prometheus on another host. Without an address there is none.
type Scrape struct {
	Listen string    `mapstructure:"listen"`
	TLS    ServerTLS `mapstructure:"tls"`
}

// ServerTLS is the server side of a connection: who it is and whose clients it lets in.
type ServerTLS struct {
	CertFile     string `mapstructure:"cert_file"`
	KeyFile      string `mapstructure:"key_file"`
	ClientCAFile string `mapstructure:"client_ca_file"`
}

// Size is a number of bytes, written as 1048576, 512KiB, 1MiB or 10MB.
type Size int64
