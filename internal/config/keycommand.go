package config

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"time"

	"github.com/harpolog/harpo/internal/fsx"
	"github.com/harpolog/harpo/redact"
)

const (
	// keyTimeout is how long a key command may take: vaults answer within a second, and an agent that waits for one ships nothing.
	keyTimeout = 10 * time.Second
	// keyWait is how long a child of its own may hold its output open after it has ended.
	keyWait = time.Second
)

// keysOfCommand runs a command and reads the keys from its standard output, which is wiped. Its input is empty, its
// environment the agent's; what it says on standard error is thrown away, as it may quote the secret. Errors hold nothing that
// it printed. When the time is up it is killed, with its children where the system has process groups.
func keysOfCommand(command []string, timeout time.Duration) (redact.Keys, error) {
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	out := &secretBuffer{}
	defer out.wipe()
	cmd.Stdout, cmd.WaitDelay = out, keyWait
	inGroup(cmd)
	err := cmd.Run()
	var exit *exec.ExitError
	switch {
	case out.full:
		return redact.Keys{}, fmt.Errorf("its output is %w", fsx.ErrTooLong)
	case ctx.Err() != nil:
		return redact.Keys{}, fmt.Errorf("no key within %s", timeout)
	case errors.Is(err, exec.ErrWaitDelay):
		cmd.Cancel()
		return redact.Keys{}, errors.New("it ended and left a child that holds its output open")
	case errors.As(err, &exit):
		return redact.Keys{}, fmt.Errorf("it ended with %s (what it said is not shown)", exit.ProcessState)
	case err != nil:
		return redact.Keys{}, fmt.Errorf("it cannot be run: %w", fsx.Cause(err))
	}
	return redact.ParseKeys(out.text[:out.n])
}

// secretBuffer takes the output of a command into memory that is never moved, so that no copy is left behind.
type secretBuffer struct {
	text [fsx.MaxSecret]byte
	n    int
	full bool
}

// ReadFrom reads straight into the buffer, without the copy that io.Copy would keep of it. It fails when there is more than
// a key file can have: the command then gets a broken pipe.
func (b *secretBuffer) ReadFrom(r io.Reader) (int64, error) {
	for from := b.n; ; {
		if b.full = b.n == len(b.text); b.full {
			return int64(b.n - from), fsx.ErrTooLong
		}
		n, err := r.Read(b.text[b.n:])
		if b.n += n; err == io.EOF {
			return int64(b.n - from), nil
		} else if err != nil {
			return int64(b.n - from), err
		}
	}
}

// Write is for io.Writer; os/exec calls ReadFrom.
func (b *secretBuffer) Write(p []byte) (int, error) {
	n := copy(b.text[b.n:], p)
	b.n += n
	if b.full = n < len(p); b.full {
		return n, fsx.ErrTooLong
	}
	return n, nil
}

func (b *secretBuffer) wipe() { clear(b.text[:]) }
