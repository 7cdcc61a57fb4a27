# Two commands do everything on a fresh Debian 12: make run, make test.
B = build
T = build-test
MESON = meson setup --wipe

all: $(B)/samhold

# What is missing is installed: Debian packages, and the npm packages of web/.
deps:
	@tools/deps.sh build

$(B)/build.ninja: | deps
	meson setup $(B) --buildtype=debugoptimized

$(T)/build.ninja: | deps
	meson setup $(T) --buildtype=debugoptimized -Db_sanitize=address,undefined -Db_lundef=false

$(B)/samhold: $(B)/build.ninja FORCE
	@ninja -C $(B) --quiet

run: all
	@tools/run.sh $(B)/samhold

test:
	@tools/deps.sh test
	@test/run.sh

bench: all
	@tools/deps.sh bench
	@bench/run.sh

fuzz:
	@tools/deps.sh fuzz
	@fuzz/run.sh

check: all
	@tools/deps.sh check
	@tools/check.sh

po: all
	@tools/po.sh

clean:
	rm -rf $(B) $(T)

FORCE:
.PHONY: all deps run test bench fuzz check po clean FORCE
