#!/bin/sh
# Builds the real kube-apiserver and etcd this module pins and prints the folder they are in. They are kept under
# ${HARPO_CACHE:-$HOME/.cache/harpo}, keyed by what they are built from: a first build takes minutes, the next none.
set -eu
cd "$(dirname "$0")"
cache="${HARPO_CACHE:-$HOME/.cache/harpo}"
key=$( (cat go.mod go.sum; go version) | sha256sum | cut -c1-16)
bin="$cache/kube-$key"
if [ ! -x "$bin/kube-apiserver" ]; then
	mkdir -p "$bin"
	GOWORK=off GOFLAGS="-p=2" go build -o "$bin/etcd" go.etcd.io/etcd/server/v3 >&2
	GOWORK=off GOFLAGS="-p=2" go build -o "$bin/kube-apiserver.part" k8s.io/kubernetes/cmd/kube-apiserver >&2
	mv "$bin/kube-apiserver.part" "$bin/kube-apiserver"
fi
echo "$bin"
