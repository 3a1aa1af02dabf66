# What a developer needs. The two commands of the README need only Go.

GO ?= go
FUZZTIME ?= 10s
CACHE ?= $(or $(HARPO_CACHE),$(HOME)/.cache/harpo)

.PHONY: build test race fuzz lint bench gate docs lexicon tidy loki e2e kube soak probes check clean

build: ## one static binary in bin/
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags '-s -w' -o bin/harpo ./cmd/harpo

test: ## the README's test command
	$(GO) test ./...

race:
	$(GO) test -timeout 60m -race ./...

fuzz: ## every fuzz target for FUZZTIME
	@set -e; for d in $$($(GO) list -f '{{.Dir}}' ./...); do \
	  for f in $$(grep -hoE '^func Fuzz[A-Za-z0-9_]+' $$d/*_test.go 2>/dev/null | sed 's/func //'); do \
	    echo "fuzz $$d $$f"; GO=$(GO) internal/tools/fuzz.sh $$d $$f $(FUZZTIME); done; done

lint: ## formatting, vet, staticcheck
	@test -z "$$(gofmt -l .)" || { gofmt -l .; echo 'run gofmt -w on these files'; exit 1; }
	$(GO) vet ./...
	$(GO) tool -modfile=internal/tools/go.mod staticcheck ./...

bench: ## the tests of the benchmarks module
	cd benchmarks && $(GO) vet ./... && $(GO) test -timeout 40m ./...

gate: ## counts of what redacting costs, against benchmarks/limits.tsv
	@tmp=$$(mktemp -d) && trap 'rm -rf "$$tmp"' EXIT && CGO_ENABLED=0 $(GO) build -o "$$tmp/harpo" ./cmd/harpo && \
	  cd benchmarks && $(GO) run ./cmd/work -harpo "$$tmp/harpo" -limits limits.tsv

lexicon: ## redact/lexicon.bin from the keys of the detectors
	@test -f redact/lexicon.bin || : > redact/lexicon.bin
	$(GO) test ./redact -run TestLexiconFile -update

docs: ## docs/detectors.md from the list
	$(GO) run ./cmd/harpo detectors --markdown > docs/detectors.md

tidy:
	$(GO) mod tidy
	cd benchmarks && $(GO) mod tidy

loki: ## a real Loki for the end-to-end tests: minutes the first time, cached after
	internal/lokitest/build.sh

kube: ## a real kube-apiserver takes the manifests and tells of pods: minutes the first time, cached after
	HARPO_KUBE=$$(internal/kubetest/build.sh) $(GO) test -count=1 -run Real -v ./internal/kube

e2e: loki ## the agent against a real Loki over mutual TLS
	HARPO_LOKI=$$(internal/lokitest/build.sh) $(GO) test -count=1 -v ./internal/e2e

KILLS ?= 200
soak: loki ## kill the agent KILLS times under writers, rotations and faults of the far side, and count; CI does 8
	HARPO_SOAK=$(KILLS) HARPO_LOKI=$$(internal/lokitest/build.sh) $(GO) test -count=1 -v -timeout 2h -run Soak ./internal/e2e

probes: loki ## what is lost and stored twice in what agents are known to fail at: five minutes
	HARPO_PROBES=1 HARPO_LOKI=$$(internal/lokitest/build.sh) $(GO) test -count=1 -v -run Probes ./internal/e2e

check: ## what CI runs
	bash .ci/run

clean:
	rm -rf bin dist
