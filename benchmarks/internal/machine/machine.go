// Package machine says on what a figure was measured: a figure without its machine says nothing.
package machine

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"
)

// Facts describe the machine and the program that was measured.
type Facts struct {
	Date   string   `json:"date"` // YYYY-MM-DD, UTC
	CPU    string   `json:"cpu"`
	Cores  int      `json:"cores"` // logical processors this process may use
	Load   string   `json:"load"`  // averages over 1, 5 and 15 minutes before measuring: what else kept the machine busy
	Kernel string   `json:"kernel"`
	Go     string   `json:"go"`    // that built this program
	Harpo  []string `json:"harpo"` // what `harpo version` prints, with the commit
}

// Read returns the facts; harpo is the program that is measured.
func Read(harpo string) (Facts, error) {
	version, err := exec.Command(harpo, "version").Output()
	if err != nil {
		return Facts{}, fmt.Errorf("run harpo version: %w", err)
	}
	kernel, err := exec.Command("uname", "-srm").Output()
	if err != nil {
		kernel = []byte("unknown")
	}
	return Facts{
		Date: time.Now().UTC().Format(time.DateOnly), CPU: cpu(), Cores: runtime.NumCPU(), Load: load(), Kernel: strings.TrimSpace(string(kernel)),
		Go: runtime.Version(), Harpo: strings.Split(strings.TrimSpace(string(version)), "\n"),
	}, nil
}

// load returns the load averages as Linux tells them.
func load() string {
	text, err := os.ReadFile("/proc/loadavg")
	f := strings.Fields(string(text))
	if err != nil || len(f) < 3 {
		return "unknown"
	}
	return strings.Join(f[:3], " ")
}

// cpu returns the processor's name as Linux tells it, with the vector sets that matter to the scanner.
func cpu() string {
	text, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return runtime.GOARCH
	}
	name, sets := runtime.GOARCH, ""
	for line := range strings.Lines(string(text)) {
		key, value, _ := strings.Cut(line, ":")
		switch strings.TrimSpace(key) {
		case "model name":
			name = strings.TrimSpace(value)
		case "flags":
			sets = ""
			for _, f := range strings.Fields(value) {
				if f == "avx2" || f == "avx512bw" || f == "hypervisor" {
					sets += " " + f
				}
			}
		}
	}
	return name + " (" + runtime.GOARCH + sets + ")"
}

// Markdown returns the facts as a list.
func (f Facts) Markdown() string {
	return fmt.Sprintf("- date: %s\n- processor: %s, %d cores, load before measuring %s\n- kernel: %s\n- Go: %s\n- measured: %s\n",
		f.Date, f.CPU, f.Cores, f.Load, f.Kernel, f.Go, strings.Join(f.Harpo, ", "))
}
