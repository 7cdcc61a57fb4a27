#!/bin/sh
# check.sh -- what a machine can see without running anything: gcc's analyzer, cppcheck, clang-tidy, the layers.
set -eu
cd "$(dirname "$0")/.."
[ -f build/build.ninja ] || { echo "run make first" >&2; exit 2; }
failed=0

awk -f tools/rooms.awk layers src/*/*.[ch] src/kit/*/*.[ch] && echo "ok   layers" || failed=1

# Functions that have a better one in the house, and places for time and randomness that have one door.
if grep -nE '\b(strcpy|strcat|sprintf|gets|atoi|strtok|rand|srand)\(' src/*/*.c src/kit/*/*.c | grep -v '_test\.c' | grep -v '^src/kit/.*snprintf'; then
	echo "FAIL banned functions"; failed=1
else
	echo "ok   banned functions"
fi

cppcheck --quiet --std=c11 --enable=warning,portability --inline-suppr --error-exitcode=1 --suppress=missingInclude \
	--suppress=unknownMacro --suppress=varFuncNullUB --suppress=invalidPointerCast --suppress=normalCheckLevelMaxBranches -j 2 -D_GNU_SOURCE -Isrc -Isrc/kit -Ibuild src \
	&& echo "ok   cppcheck" || failed=1

if ls build/compile_commands.json >/dev/null 2>&1; then
	# Two flags that only gcc has.
	mkdir -p build/tidy
	sed 's/-ftrivial-auto-var-init=zero//g; s/-Wno-format-truncation//g' build/compile_commands.json >build/tidy/compile_commands.json
	files=$(ls src/*/*.c src/kit/*/*.c | grep -v '_test\.c')
	clang-tidy --quiet -p build/tidy --warnings-as-errors='*' \
		--checks='-*,bugprone-*,clang-analyzer-*,-bugprone-easily-swappable-parameters,-bugprone-reserved-identifier,-bugprone-narrowing-conversions,-bugprone-branch-clone,-bugprone-assignment-in-if-condition,-bugprone-implicit-widening-of-multiplication-result,-bugprone-macro-parentheses,-bugprone-suspicious-string-compare,-bugprone-suspicious-missing-comma,-bugprone-sizeof-expression,-bugprone-not-null-terminated-result,-clang-analyzer-optin.performance.Padding,-clang-analyzer-valist.Uninitialized,-clang-analyzer-security.insecureAPI.DeprecatedOrUnsafeBufferHandling' \
		$files >build/tidy.log 2>/dev/null && echo "ok   clang-tidy" || { failed=1; grep -E 'warning|error' build/tidy.log | sort | uniq -c | sort -rn | head -40; }
fi
# The unit gives the program its folder and little else: at most 1.0 of 10 on systemd's scale.
if command -v systemd-analyze >/dev/null; then
	systemd-analyze security --offline=true --threshold=10 doc/samhold.service >build/unit.log 2>&1 && echo "ok   unit for systemd" || { failed=1; tail -1 build/unit.log; }
fi
exit $failed
