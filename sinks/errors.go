package sinks

import "strconv"

// Undecided says that it is not known whether the far side has the batch, or that it refuses every batch for now (wrong
// credentials, wrong address, broken TLS): keep it and send it again. What and Hint are constants of ours and
// configured names, never the far side's text.
type Undecided struct {
	Status int    // HTTP status, or 0 when there was no answer
	Class  string // one word for metrics: see Class
	What   string // what happened
	Hint   string // what to do about it
}

func (e *Undecided) Error() string {
	s := e.What
	if e.Status != 0 {
		s += " (status " + strconv.Itoa(e.Status) + ")"
	}
	if e.Hint != "" {
		s += ": " + e.Hint
	}
	return s
}

// Class returns one word for the kind of an error of Send, from a small fixed set: fit for a metric label. They are busy,
// rejected, setup, auth, clock, dead_letter, not_found, redirect, server_error, timeout, connection, tls, ssh, write, answer, and other for errors this
// package does not know.
func Class(err error) string {
	switch e := err.(type) {
	case *Busy:
		return "busy"
	case *Rejected:
		return "rejected"
	case *Undecided:
		return e.Class
	}
	return "other"
}
