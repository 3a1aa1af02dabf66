#!/bin/sh
# Builds the real Loki this module pins and prints the path of the binary. The binary is kept under
# ${HARPO_CACHE:-$HOME/.cache/harpo}, keyed by what it is built from: a first build takes minutes, the next none.
set -eu
cd "$(dirname "$0")"
cache="${HARPO_CACHE:-$HOME/.cache/harpo}"
key=$( (cat go.mod go.sum; go version) | sha256sum | cut -c1-16)
bin="$cache/loki-$key"
if [ ! -x "$bin" ]; then
	mkdir -p "$cache"
	GOWORK=off GOFLAGS="-p=2" go build -o "$bin.part" github.com/grafana/loki/v3/cmd/loki >&2
	mv "$bin.part" "$bin"
fi
echo "$bin"
