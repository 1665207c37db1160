VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
STAGE := .ci/stage
GO_FILES := $(shell find cmd server scorecards coaching internal migrations frontend/embed.go -name '*.go' -o -name '*.sql' -o -name '*.json' -o -name '*.html' -o -name '*.txt' 2>/dev/null)
UI_FILES := $(shell find frontend/src frontend/public -type f 2>/dev/null) frontend/index.html frontend/package-lock.json frontend/vite.config.ts
LINT := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0

export CGO_ENABLED ?= 0

.PHONY: race help build run test lint fmt openapi bench torture fuzz screenshots walk test-go test-race test-ui test-browser test-drift

help: ## what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

build: bin/rater ## build the web application and the program into bin/rater

run: build ## build, and serve the demonstration on http://localhost:8080
	bin/rater demo

frontend/node_modules/.made: frontend/package.json frontend/package-lock.json
	cd frontend && npm ci --no-audit --no-fund --loglevel=error
	touch $@

frontend/dist/index.html: frontend/node_modules/.made $(UI_FILES)
	cd frontend && npm run --silent build

bin/rater: frontend/dist/index.html go.mod go.sum $(GO_FILES)
	go build -trimpath -ldflags "-s -w -X main.version=$(VERSION)" -o $@ ./cmd/rater

test: ## run every test, on both databases and in a real browser
	@$(STAGE) prepare .ci/prepare
	@$(STAGE) build $(MAKE) --no-print-directory build
	@$(STAGE) drift $(MAKE) --no-print-directory test-drift
	@$(STAGE) go $(MAKE) --no-print-directory test-go
	@$(STAGE) race $(MAKE) --no-print-directory test-race
	@$(STAGE) ui $(MAKE) --no-print-directory test-ui
	@$(STAGE) browser $(MAKE) --no-print-directory test-browser
	@$(STAGE) package .ci/package

test-go: ## the Go tests, on SQLite and PostgreSQL
	go vet ./...
	GOGC=400 go test -vet=off ./server ./cmd/rater ./scorecards ./... # the longest first, so that no processor waits for it in the end

# Those tests in which things happen at once; what asks one thing after the other shows no race.
AT_ONCE := AtOnce|Circle|Cut|Live|ManyS|ManyW|Once|Other|Parallel|Places|Reader|Resume|Rules|Servers|SocketsEnd|Slow|Watching
test-race: ## what runs at once beneath the API, on PostgreSQL, with the race detector
	CGO_ENABLED=1 go test -race ./server/live ./internal/notices
	CGO_ENABLED=1 go test -race -run '$(AT_ONCE)' -skip '/sqlite' ./internal/interactions ./internal/people ./scorecards

race: test-race ## the same with the API and coaching; takes some minutes more
	CGO_ENABLED=1 go test -race -run '$(AT_ONCE)' -skip '/sqlite' ./coaching/... ./server

test-ui: frontend/node_modules/.made ## the web application's own tests and its lint
	cd frontend && npm run --silent lint && npm run --silent test

test-browser: bin/rater ## the main job and every page, in a real browser
	.ci/browser

walk: bin/rater ## every page in light and dark, wide and on a phone
	RATER_E2E_EVERY_LOOK=1 .ci/browser pages training -g "pages,"

torture: ## hold the mathematics to made-up truths, then kill, restart and cut what the server stands on; takes some twenty-five minutes
	go test -tags torture -run Torture -v -p 1 -timeout 60m ./internal/stats ./cmd/rater

FUZZ_FOR ?= 10m
fuzz: ## feed rubbish to what reads the outside, ten minutes each (FUZZ_FOR=1m for less)
	set -e; for one in ./server:FuzzIngestBody ./server:FuzzSocketMessage ./internal/connectors:FuzzJSONLines ./internal/connectors:FuzzVCon \
	  ./internal/interactions/redact:FuzzText ./internal/interactions/redact:FuzzPair ./scorecards:FuzzScore ./cmd/rater:FuzzTable; do \
	  go test -run '^$$' -fuzz "^$${one#*:}$$" -fuzztime $(FUZZ_FOR) $${one%:*}; done

bench: bin/rater ## measure the speed on this machine, each figure beside a reference
	bin/rater bench
	RATER_E2E_CONFIG=e2e/bench.config.ts .ci/browser
	cd frontend && npx vitest bench --run

screenshots: bin/rater ## take the pictures of the papers anew, from a demonstration
	.ci/screenshots

test-drift: bin/rater ## the web application's types are those of the API
	bin/rater openapi > frontend/node_modules/.openapi.json
	cd frontend && RATER_OPENAPI=node_modules/.openapi.json npx openapi-typescript node_modules/.openapi.json -o node_modules/.schema.gen.ts >/dev/null
	cmp frontend/node_modules/.schema.gen.ts frontend/src/api/schema.gen.ts || { echo "the API has changed: run make openapi"; exit 1; }

openapi: bin/rater ## write the web application's types anew from the API
	bin/rater openapi > frontend/node_modules/.openapi.json
	cd frontend && npx openapi-typescript node_modules/.openapi.json -o src/api/schema.gen.ts

lint: frontend/node_modules/.made ## golangci-lint and oxlint
	@command -v golangci-lint >/dev/null || go install $(LINT)
	golangci-lint run ./...
	cd frontend && npm run --silent lint

fmt: ## format the Go code
	gofmt -w cmd server scorecards coaching internal migrations frontend/embed.go
