package slogredact

import (
	"encoding"
	"encoding/json"
	"fmt"
	"log/slog"
	"reflect"
)

// textsOf returns every text that a handler may print for a value: its own methods, its JSON (exported fields), and its
// form under %+v (unexported fields too). A value whose methods panic, that no encoder takes, or that is too deep to be
// printed is not ok.
func textsOf(v slog.Value) (texts []string, ok bool) {
	defer func() {
		if recover() != nil {
			texts, ok = nil, false
		}
	}()
	if v.Kind() != slog.KindAny {
		return []string{v.String()}, true
	}
	x := v.Any()
	if b, is := x.([]byte); is {
		return []string{string(b)}, true
	}
	w := walk{left: maxNodes}
	if !w.printable(reflect.ValueOf(x), 0) {
		return nil, false
	}
	texts = methods(x)
	if _, is := x.(error); !is || isJSON(x) { // slog.JSONHandler asks an error for its text
		b, err := json.Marshal(x)
		if err != nil {
			return nil, false
		}
		texts = append(texts, string(b))
	}
	return append(texts, fmt.Sprintf("%+v", x)), true
}

func isJSON(x any) bool {
	_, is := x.(json.Marshaler)
	return is
}

// methods returns what a value says of itself.
func methods(x any) (texts []string) {
	switch x := x.(type) {
	case error:
		texts = append(texts, x.Error())
	case fmt.Stringer:
		texts = append(texts, x.String())
	}
	if m, is := x.(encoding.TextMarshaler); is {
		if b, err := m.MarshalText(); err == nil {
			texts = append(texts, string(b))
		}
	}
	return texts
}

// Bounds of what is printed: package fmt follows a map or slice that holds itself until the stack is full, which cannot
// be recovered from.
const (
	maxDepth = 100
	maxNodes = 100_000
)

type walk struct{ left int }

// printable says whether fmt comes to an end within the bounds. Like fmt it follows a pointer at the top only.
func (w *walk) printable(v reflect.Value, depth int) bool {
	if w.left--; w.left < 0 || depth > maxDepth {
		return false
	}
	switch v.Kind() {
	case reflect.Pointer:
		return depth > 0 || w.printable(v.Elem(), depth+1)
	case reflect.Interface:
		return w.printable(v.Elem(), depth+1)
	case reflect.Struct:
		for i := range v.NumField() {
			if !w.printable(v.Field(i), depth+1) {
				return false
			}
		}
	case reflect.Slice, reflect.Array:
		return w.elements(v, depth)
	case reflect.Map:
		for it := v.MapRange(); it.Next(); {
			if !w.printable(it.Key(), depth+1) || !w.printable(it.Value(), depth+1) {
				return false
			}
		}
	}
	return true
}

// elements passes over those that hold nothing more, such as bytes.
func (w *walk) elements(v reflect.Value, depth int) bool {
	switch v.Type().Elem().Kind() {
	case reflect.Struct, reflect.Slice, reflect.Array, reflect.Map, reflect.Interface:
	default:
		return true
	}
	for i := range v.Len() {
		if !w.printable(v.Index(i), depth+1) {
			return false
		}
	}
	return true
}
