package agent

import (
	"fmt"
	"runtime"
	"strings"
)

// caught runs f and returns a panic in it as an error. The error holds the panic's type and where it happened. It does
// not hold the panic's value, which may quote input, nor the arguments that debug.Stack shows, which may be input.
func caught(f func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("panic of type %T (value not shown: it may hold input) at %s", v, trace())
		}
	}()
	return f()
}

// maxFrames bounds a trace.
const maxFrames = 24

// trace returns the functions and lines on the stack, innermost first.
func trace() string {
	var pcs [maxFrames]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(4, pcs[:])])
	var b strings.Builder
	for {
		f, more := frames.Next()
		fmt.Fprintf(&b, "%s:%d ", f.Function, f.Line)
		if !more {
			return strings.TrimSpace(b.String())
		}
	}
}
