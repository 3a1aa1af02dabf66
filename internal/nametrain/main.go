// Command nametrain trains the model by which package detectors tells names of people in running text from other words.
//
//	go run ./internal/nametrain -data DIR -out detectors/names.model
//
// It invents sentences by the grammar in sentences.txt and others.txt, with names and other words of the tables in DIR that NOTICE
// lists, takes the features of their words from package detectors, and fits a logistic regression. The output depends on these and on
// nothing else: no text that anybody wrote about people is read.
package main

import (
	"encoding/binary"
	"flag"
	"fmt"
	"os"
)

func main() {
	data := flag.String("data", "", "directory with the tables")
	out := flag.String("out", "detectors/names.model", "file to write")
	rounds := flag.Int("sentences", 240_000, "sentences to invent")
	show := flag.Int("show", 0, "print so many sentences and end")
	flag.Parse()
	if err := run(*data, *out, *rounds, *show); err != nil {
		fmt.Fprintln(os.Stderr, "nametrain:", err)
		os.Exit(1)
	}
}

func run(data, out string, n, show int) error {
	w, err := readWords(data)
	if err != nil {
		return err
	}
	all, err := newGrammar(w, 1, func(int) bool { return true })
	if err != nil {
		return err
	}
	if show > 0 {
		for range show {
			s := all.sentence()
			fmt.Println(s.marked())
		}
		return nil
	}
	if err := holdOut(w, n); err != nil {
		return err
	}
	spots := all.spots(n)
	m := train(spots)
	fmt.Printf("%d words, %d of them names\n", len(spots), names(spots))
	m.report("all lines of the grammar", spots)
	return os.WriteFile(out, m.pack(), 0o644)
}

// holdOut trains on four in five lines of the grammar and reports how the model does on the fifth.
func holdOut(w *words, n int) error {
	held := func(line int) bool { return line%5 == 3 }
	most, err := newGrammar(w, 2, func(line int) bool { return !held(line) })
	if err != nil {
		return err
	}
	rest, err := newGrammar(w, 3, held)
	if err != nil {
		return err
	}
	train(most.spots(n)).report("lines held out", rest.spots(n/5))
	return nil
}

// pack lays the weights out as package detectors reads them.
func (m *model) pack() []byte {
	b := make([]byte, 0, 2*len(m.weight))
	for _, w := range m.weight {
		b = binary.LittleEndian.AppendUint16(b, uint16(w))
	}
	return b
}
