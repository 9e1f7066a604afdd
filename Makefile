# Two commands matter: `make serve` and `make test`. Both set up what is missing.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.ONESHELL:
.NOTPARALLEL:
.DEFAULT_GOAL := help

# Versions that work together; wasm-bindgen must equal the one in Cargo.lock.
TRUNK := 0.21.14
WASM_BINDGEN := 0.2.129
BINARYEN := 132.0.0
LIGHTHOUSE := 12.8.2
CARGO_DENY := 0.20.2
CARGO_FUZZ := 0.13.2
AXE := 4.14.1
GECKODRIVER := 0.37.1
DUCKDB := 2.0.0
PORT ?= 8080

TOOLS := $(CURDIR)/.tools
export PATH := $(TOOLS)/bin:$(TOOLS)/node_modules/.bin:$(PATH)

# The tools run for seconds, so they are built to be built quickly: without the parts of Trunk
# that look for updates and speak TLS, and with little optimisation.
QUICK := CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_LTO=off \
	CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_DEBUG=0 \
	CARGO_PROFILE_RELEASE_BUILD_OVERRIDE_OPT_LEVEL=0 \
	CARGO_TARGET_DIR=$(TOOLS)/target

.PHONY: FORCE help serve dev dist reproducible test check deny test-browsers fuzz bench bench-engine build setup setup-browser setup-browsers prerequisites clean

help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

serve: build ## build the page and serve it on http://127.0.0.1:8080
	@exec cargo run --quiet --locked --bin standpoint-tool -- serve dist --port $(PORT)

dev: setup ## rebuild and reload on every change
	@exec trunk serve --dist target/dev --port $(PORT) --address 127.0.0.1

build: setup dist/index.html ## build the release page into dist/

SOURCES := $(shell find src style web corpus -type f) index.html Cargo.toml Cargo.lock Trunk.toml .cargo/config.toml
OWN := $(STANDPOINT_CORPUS)
# Another corpus is always packed anew, and leaves a page that the next build replaces.
# The program carries the places of its sources, for reports: not where they lie on this machine,
# so that the same sources give the same bytes in every folder.
dist/index.html: $(SOURCES) $(if $(OWN),FORCE)
	@cargo fetch --locked --quiet --target wasm32-unknown-unknown
	places="--remap-path-prefix=$(CURDIR)="
	for crates in "$${CARGO_HOME:-$$HOME/.cargo}"/registry/src/*/; do places+=" --remap-path-prefix=$$crates="; done
	CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="$$places" trunk build --release
	$(if $(OWN),touch -d @0 dist/index.html)

dist: build ## the folder for a static host (CORPUS=, OUT=, ADDRESS=); see docs/publish.md
	@cargo run --quiet --locked --bin standpoint-tool -- publish $(CORPUS) --page dist --out $(OUT) --address "$(ADDRESS)"

CORPUS ?= corpus
OUT ?= site

reproducible: setup ## build what is committed in two folders, and compare every byte
	@at=$$(mktemp -d); trap 'rm -rf "$$at"' EXIT
	for folder in "$$at/one" "$$at/another/place"; do
		git clone --quiet . "$$folder"
		ln -s $(TOOLS) "$$folder/.tools"
		$(MAKE) --no-print-directory -C "$$folder" dist >/dev/null
	done
	diff -r "$$at/one/site" "$$at/another/place/site"
	echo "the same: $$(find "$$at/one/site" -type f | wc -l) files"

FORCE:

check: prerequisites deny build $(TOOLS)/duckdb-$(DUCKDB) ## all but browsers: dependencies, format, lints, native tests, corpus, budget
	@cargo fmt --check
	cargo clippy --locked --all-targets -- -D warnings
	cargo clippy --locked --target wasm32-unknown-unknown --bin standpoint -- -D warnings
	STANDPOINT_DUCKDB=$(TOOLS)/duckdb-$(DUCKDB) \
		cargo test --locked --lib --bins $(addprefix --test ,$(NATIVE_TESTS))
	cargo run --quiet --locked --bin standpoint-tool -- check corpus $(TEXTS)
	cargo run --quiet --locked --bin standpoint-tool -- budget dist budget.json

# Advisories come by git, which not every machine can reach: without it an older copy of the
# database still serves, and without a copy the check is left out aloud. What is found fails.
# The minimal page is a part of the app's dependencies, so it cannot need every exception.
deny: $(TOOLS)/cargo-deny-$(CARGO_DENY) ## the dependencies: licences, duplicates, bans, sources, advisories
	@cargo deny --locked check -D warnings licenses bans sources
	cargo deny --locked --manifest-path benches/minimal/Cargo.toml --config deny.toml check -A warnings licenses bans sources
	reached=yes; GIT_TERMINAL_PROMPT=0 timeout 60 cargo deny --locked fetch db 2>/dev/null || reached=
	copies=("$${CARGO_HOME:-$$HOME/.cargo}"/advisory-dbs/advisory-db-*)
	if [ ! -d "$$copies/crates" ]; then
		echo "advisories: not checked, the database cannot be reached"
	else
		[ "$$reached" ] || echo "advisories: the database cannot be reached, so a copy of $$(git -C "$$copies" log -1 --format=%cs) serves"
		cargo deny --locked --offline check -D warnings advisories
	fi

NATIVE_TESTS := $(filter-out browser,$(notdir $(basename $(wildcard tests/*.rs))) $(notdir $(patsubst %/main.rs,%,$(wildcard tests/*/main.rs))))
# The coded texts belong to their publishers; where they lie beside the project, anchors and
# wording are checked against them.
TEXTS := $(if $(wildcard ../shared/sources),--texts ../shared/sources)

test: check build setup-browser ## all tests, the page in a real browser too
	@STANDPOINT_BROWSER=chromium RUST_TEST_THREADS=2 cargo test --locked --test browser

BROWSERS ?= chromium firefox webkit

test-browsers: build setup-browsers ## the browser tests in three engines (BROWSERS= names fewer)
	@logs=$$(mktemp -d)
	trap 'rm -rf "$$logs"' EXIT
	failed=
	for browser in $(BROWSERS); do
		printf '\n===== %s =====\n' "$$browser"
		STANDPOINT_BROWSER=$$browser RUST_TEST_THREADS=2 cargo test --locked --test browser 2>&1 |
			tee "$$logs/$$browser" || failed=yes
	done
	printf '\n===== summary =====\n'
	for browser in $(BROWSERS); do
		skipped=$$(grep '^skipped: ' "$$logs/$$browser" | sort -u || true)
		result=$$(sed -nE 's/^test result: .* ([0-9]+) passed; ([0-9]+) failed; .* (finished in .*)/\1 passed, \2 failed, \3/p' "$$logs/$$browser")
		echo "$$browser: $${result:-no result}, $$(grep -c . <<<"$$skipped" || true) of them skipped"
		[ ! "$$skipped" ] || echo "$$skipped"
	done
	[ ! "$$failed" ]

# No code is unsafe, so libFuzzer needs no sanitizer, and without one no toolchain but the stable.
CASES ?= 20000
TARGETS ?= date query link corpus packed anchor large
fuzz: $(TOOLS)/cargo-fuzz-$(CARGO_FUZZ) ## noise for the rooms, CASES= each of TARGETS=; see docs/fuzzing.md
	@for target in $(TARGETS); do
		cases=$(CASES) seeds=$$target words=fuzz/words/$$target
		# A case of it is a corpus of nearly a megabyte.
		if [ $$target = large ]; then cases=$$(($(CASES) / 100)) seeds=corpus; fi
		mkdir -p fuzz/corpus/$$target
		CARGO_TARGET_DIR=$(CURDIR)/target/fuzz cargo fuzz run --sanitizer none --no-trace-compares $$target \
			fuzz/corpus/$$target fuzz/seeds/$$seeds -- -runs=$$cases -max_len=4096 -print_final_stats=1 \
			$$([ ! -f $$words ] || echo -dict=$$words)
		echo "$$target: $$cases cases without a fault"
	done

bench: build setup-browser $(TOOLS)/lighthouse-$(LIGHTHOUSE) $(TOOLS)/duckdb-$(DUCKDB) ## weights and times of the page, Lighthouse, tables; then bench-engine
	@cargo run --quiet --locked --bin standpoint-tool -- budget dist budget.json
	cargo run --quiet --locked --bin standpoint-tool -- publish corpus --page dist --out target/bench-site
	(cd benches/minimal && CARGO_TARGET_DIR=$(CURDIR)/target trunk build --release)
	export CHROME_PATH="$$(command -v chromium)" STANDPOINT_DIST=$(CURDIR)/target/bench-site STANDPOINT_MINIMAL=$(CURDIR)/benches/minimal/dist
	cargo bench --locked --bench page
	cargo bench --locked --bench opening
	STANDPOINT_DUCKDB=$(TOOLS)/duckdb-$(DUCKDB) cargo bench --locked --bench tables
	$(MAKE) --no-print-directory bench-engine

# The engine is built for speed and, to see whether it helps, once more with the processor's wide
# registers. The other libraries are pinned in benches/engine-page/package.json.
COLLECTIONS ?=
MINUTES ?= 5
ENGINE_PAGE := $(CURDIR)/target/engine-page
WASM_FEATURES := --enable-bulk-memory --enable-multivalue --enable-mutable-globals --enable-nontrapping-float-to-int \
	--enable-reference-types --enable-sign-ext
bench-engine: setup setup-browser benches/engine-page/node_modules/.package-lock.json ## the engine beside other search libraries (COLLECTIONS= fewer, MINUTES= each); see docs/performance.md
	@build() {
		CARGO_TARGET_DIR=$(CURDIR)/target CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="$$2" \
			cargo build --quiet --locked --release --target wasm32-unknown-unknown --manifest-path benches/engine-page/Cargo.toml
		wasm-bindgen target/wasm32-unknown-unknown/release/engine_page.wasm --target web --no-typescript --out-dir $(ENGINE_PAGE)/$$1
		wasm-opt -O3 $(WASM_FEATURES) $$3 $(ENGINE_PAGE)/$$1/engine_page_bg.wasm -o $(ENGINE_PAGE)/$$1/engine_page_bg.wasm
	}
	build wasm "" ""
	build simd "-C target-feature=+simd128" --enable-simd
	STANDPOINT_ENGINE_PAGE=$(ENGINE_PAGE) MINUTES=$(MINUTES) cargo bench --locked --bench peers -- $(COLLECTIONS)

benches/engine-page/node_modules/.package-lock.json: benches/engine-page/package-lock.json
	@npm ci --prefix benches/engine-page --ignore-scripts --no-audit --no-fund --loglevel error
	touch $@

$(TOOLS)/lighthouse-$(LIGHTHOUSE): | prerequisites
	@npm install --prefix $(TOOLS) --no-save --no-audit --no-fund --loglevel error binaryen@$(BINARYEN) lighthouse@$(LIGHTHOUSE)
	touch $@

prerequisites:
	@need() { command -v "$$1" >/dev/null || { echo "$$1 is missing. Install it with: $$2" >&2; exit 1; }; }
	need rustup "curl --proto =https -sSf https://sh.rustup.rs | sh"
	need cargo "rustup toolchain install stable"
	need node "apt-get install nodejs npm"
	need npm "apt-get install npm"
	need cc "apt-get install build-essential"
	rustup target list --installed | grep -qx wasm32-unknown-unknown || rustup target add wasm32-unknown-unknown

# Each tool is a file named after its version, so that another version installs itself.
setup: prerequisites $(TOOLS)/wasm-bindgen-$(WASM_BINDGEN) $(TOOLS)/trunk-$(TRUNK) $(TOOLS)/binaryen-$(BINARYEN) ## install the build's tools into .tools/

$(TOOLS)/wasm-bindgen-$(WASM_BINDGEN): | prerequisites
	@echo "Installing wasm-bindgen $(WASM_BINDGEN) (once, about two minutes)"
	$(QUICK) cargo install wasm-bindgen-cli --version $(WASM_BINDGEN) --locked --no-default-features --bin wasm-bindgen --root $(TOOLS) --quiet
	touch $@

$(TOOLS)/trunk-$(TRUNK): $(TOOLS)/wasm-bindgen-$(WASM_BINDGEN) | prerequisites
	@echo "Installing Trunk $(TRUNK) (once, about four minutes)"
	$(QUICK) cargo install trunk --version $(TRUNK) --locked --no-default-features --root $(TOOLS) --quiet
	rm -rf $(TOOLS)/target
	touch $@

$(TOOLS)/cargo-deny-$(CARGO_DENY): | prerequisites
	@echo "Installing cargo-deny $(CARGO_DENY) (once, about two minutes)"
	$(QUICK) cargo install cargo-deny --version $(CARGO_DENY) --locked --root $(TOOLS) --quiet
	rm -rf $(TOOLS)/target
	touch $@

# A driver only passes messages on: not optimised it builds in half the time.
$(TOOLS)/geckodriver-$(GECKODRIVER): | prerequisites
	@echo "Installing geckodriver $(GECKODRIVER) (once, about a minute)"
	$(QUICK) CARGO_PROFILE_RELEASE_OPT_LEVEL=0 cargo install geckodriver --version $(GECKODRIVER) --locked --root $(TOOLS) --quiet
	rm -rf $(TOOLS)/target
	touch $@

# From npm: wasm-opt, which shrinks the page. Nothing of npm ships in it.
$(TOOLS)/binaryen-$(BINARYEN): | prerequisites
	@npm install --prefix $(TOOLS) --no-save --no-audit --no-fund --loglevel error binaryen@$(BINARYEN)
	touch $@

# What the browser tests look for faults of accessibility with. One file, and nothing else of it.
$(TOOLS)/axe-core-$(AXE).js: | prerequisites
	@mkdir -p $(TOOLS) && cd $(TOOLS) && rm -f axe-core-*
	package=$$(npm pack --silent axe-core@$(AXE))
	tar -xzOf "$$package" package/axe.min.js > $@.part
	rm "$$package"
	mv $@.part $@

# From PyPI: what the tests read the tables with. A folder, because Python looks for modules in one.
$(TOOLS)/duckdb-$(DUCKDB): | prerequisites
	@python3 -m pip --version >/dev/null 2>&1 || { echo "pip of Python 3 is missing. Install it with: apt-get install python3-pip" >&2; exit 1; }
	rm -rf $@.part
	PIP_ROOT_USER_ACTION=ignore python3 -m pip install --quiet --disable-pip-version-check --no-deps --only-binary :all: --target $@.part duckdb==$(DUCKDB)
	mv $@.part $@

$(TOOLS)/cargo-fuzz-$(CARGO_FUZZ): | prerequisites
	@echo "Installing cargo-fuzz $(CARGO_FUZZ) (once, about a minute)"
	$(QUICK) cargo install cargo-fuzz --version $(CARGO_FUZZ) --locked --root $(TOOLS) --quiet
	rm -rf $(TOOLS)/target
	touch $@

setup-browser: $(TOOLS)/axe-core-$(AXE).js ## what tests need: Chromium and its driver from the system's packages, axe-core from npm
	@if ! command -v chromium >/dev/null || ! command -v chromedriver >/dev/null; then
		run=; [ "$$(id -u)" = 0 ] || run=sudo
		command -v apt-get >/dev/null || { echo "Install Chromium and chromedriver with your system's packages." >&2; exit 1; }
		$$run apt-get update -qq
		DEBIAN_FRONTEND=noninteractive $$run apt-get install -y --no-install-recommends -qq chromium chromium-driver fonts-noto-core
	fi

# WebKit needs a screen, if only a virtual one, and somebody to tell it that the desktop is dark.
setup-browsers: setup-browser $(TOOLS)/geckodriver-$(GECKODRIVER) ## and Firefox and WebKitGTK, for make test-browsers
	@missing=
	for program in firefox WebKitWebDriver Xvfb xsettingsd; do command -v "$$program" >/dev/null || missing+=" $$program"; done
	if [ "$$missing" ]; then
		run=; [ "$$(id -u)" = 0 ] || run=sudo
		command -v apt-get >/dev/null || { echo "Install with your system's packages:$$missing" >&2; exit 1; }
		$$run apt-get update -qq
		DEBIAN_FRONTEND=noninteractive $$run apt-get install -y --no-install-recommends -qq firefox-esr webkit2gtk-driver xvfb xsettingsd
	fi

clean: ## remove what was built; keeps the tools
	@cargo clean --quiet
	rm -rf dist benches/minimal/dist
