package source

import "bytes"

// Traces are the kinds of text whose lines are joined.
type Traces uint8

// The kinds.
const (
	Indented Traces = 1 << iota // a line that begins with a blank or tab, and a closing bracket after such lines
	Java                        // also of other languages of the JVM, and of .NET
	Python
	Go                             // panics and dumps of goroutines
	AllTraces Traces = 1<<iota - 1 // all of the above
)

// traceState is what kind of trace the last line of a group belongs to.
type traceState uint8

const (
	noTrace       traceState = iota
	pythonFrames             // behind "Traceback": frames are indented; the first line that is not names the exception
	pythonEnd                // that line
	pythonBetween            // a blank line behind it: another traceback may follow
	goTrace                  // behind "panic:" or "goroutine": until a line looks like something else
)

func stateOf(line []byte) traceState {
	switch {
	case bytes.HasPrefix(line, pythonHead):
		return pythonFrames
	case bytes.HasPrefix(line, []byte("panic: ")), bytes.HasPrefix(line, []byte("fatal error: ")), isGoroutine(line):
		return goTrace
	}
	return noTrace
}

// The words of the runtimes: CPython's traceback module, Go's runtime/panic.go and traceback.go, java.lang.Throwable,
// System.Exception.ToString of .NET.
var pythonHead = []byte("Traceback (most recent call last):")

var javaWords = [][]byte{[]byte("Caused by: "), []byte("Suppressed: "), []byte("Wrapped by: "), []byte("--- End of "), []byte("---> "), []byte("... ")}

var pythonWords = [][]byte{[]byte("During handling of the above exception, another exception occurred:"),
	[]byte("The above exception was the direct cause of the following exception:")}

var goWords = [][]byte{[]byte("goroutine "), []byte("created by "), []byte("[signal "), []byte("panic: "), []byte("runtime stack:"), []byte("[originating from goroutine ")}

// continues says whether a line belongs to a group, and notes what it makes of it.
func (m *Multiline) continues(g *group, line []byte) bool {
	line = bytes.TrimSuffix(line, []byte("\r"))
	switch {
	case m.Start != nil:
		return !m.Start.Match(line)
	case m.Kinds&Python != 0 && g.python(line), m.Kinds&Go != 0 && g.golang(line):
		return true
	case len(line) > 0 && (line[0] == ' ' || line[0] == '\t'):
		return true
	case m.Kinds&Indented != 0 && g.lines > 1 && len(line) > 0 && bytes.IndexByte([]byte("}])"), line[0]) >= 0:
		return true
	}
	return m.Kinds&Java != 0 && (startsWith(line, javaWords) || isThrowable(line))
}

func (g *group) python(line []byte) bool {
	indented := len(line) > 0 && (line[0] == ' ' || line[0] == '\t')
	next := noTrace
	switch {
	case bytes.HasPrefix(line, pythonHead):
		next = pythonFrames
	case g.state == pythonFrames && indented:
		next = pythonFrames
	case g.state == pythonFrames:
		next = pythonEnd
	case (g.state == pythonEnd || g.state == pythonBetween) && (len(line) == 0 || startsWith(line, pythonWords)):
		next = pythonBetween
	}
	if next != noTrace {
		g.state = next
	}
	return next != noTrace
}

func (g *group) golang(line []byte) bool {
	if g.state != goTrace && !isGoroutine(line) {
		return false
	}
	if len(line) == 0 || line[0] == '\t' || startsWith(line, goWords) || isCall(line) {
		g.state = goTrace
		return true
	}
	return false
}

// isGoroutine says whether a line is "goroutine 1 [running]:".
func isGoroutine(line []byte) bool {
	return bytes.HasPrefix(line, []byte("goroutine ")) && bytes.HasSuffix(line, []byte("]:"))
}

// isCall says whether a line is a call in Go's traceback: "example.org/pkg.(*T).f(0x1, ...)", a word without blanks before
// its last bracket.
func isCall(line []byte) bool {
	open := bytes.LastIndexByte(line, '(')
	return open > 0 && line[len(line)-1] == ')' && bytes.IndexByte(line[:open], ' ') < 0 && bytes.IndexByte(line[:open], '.') > 0
}

// isThrowable says whether a line begins with the name of a Java throwable and its package: "java.io.IOException: ...".
func isThrowable(line []byte) bool {
	end, dots := 0, 0
	for end < len(line) && isNameByte(line[end]) {
		if line[end] == '.' {
			dots++
		}
		end++
	}
	if dots == 0 || end < len(line) && line[end] != ':' {
		return false
	}
	name := line[:end]
	return bytes.HasSuffix(name, []byte("Exception")) || bytes.HasSuffix(name, []byte("Error")) || bytes.HasSuffix(name, []byte("Throwable"))
}

func isNameByte(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '.' || c == '$' || c == '_'
}

func startsWith(line []byte, words [][]byte) bool {
	for _, w := range words {
		if bytes.HasPrefix(line, w) {
			return true
		}
	}
	return false
}
