#!/bin/sh
# deps.sh build|test|bench|fuzz|check -- install what is missing on Debian 12; nothing when all is there.
set -eu
cd "$(dirname "$0")/.."

build="build-essential meson ninja-build pkg-config gettext nodejs npm ca-certificates
	libsqlite3-dev libpq-dev libmicrohttpd-dev libsodium-dev libjansson-dev libical-dev libgnutls28-dev libcurl4-gnutls-dev
	libunistring-dev libstemmer-dev libdeflate-dev libqrencode-dev libxlsxwriter-dev
	libcairo2-dev libpango1.0-dev libfontconfig-dev libcmocka-dev fonts-dejavu-core tzdata"
case "$1" in
build) want="$build" ;;
test) want="$build sqlite3 postgresql-15 chromium nginx-light strace gawk procps curl openssl util-linux poppler-utils qpdf" ;;
bench) want="$build nginx-light" ;;
fuzz) want="$build clang libclang-rt-14-dev" ;;
check) want="$build clang-tidy cppcheck" ;;
*) echo "deps.sh: build, test, bench, fuzz or check" >&2; exit 2 ;;
esac

missing=""
for p in $want; do
	case "$p" in
	nodejs|npm) command -v "$( [ "$p" = npm ] && echo npm || echo node )" >/dev/null && continue ;;
	esac
	dpkg-query -W -f='${Status}' "$p" 2>/dev/null | grep -q 'ok installed' || missing="$missing $p"
done
if [ -n "$missing" ]; then
	echo "Installing:$missing"
	root=""
	[ "$(id -u)" = 0 ] || root="sudo"
	$root apt-get update -qq
	DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi
# npm packages by lock file, again only when the lock file is newer than what was installed.
for dir in web $( [ "$1" = test ] && echo test ); do
	[ -f "$dir/package-lock.json" ] || continue
	if [ ! -f "$dir/node_modules/.package-lock.json" ] || [ "$dir/package-lock.json" -nt "$dir/node_modules/.package-lock.json" ]; then
		echo "Installing the npm packages of $dir/"
		(cd "$dir" && npm ci --ignore-scripts --no-audit --no-fund --silent && touch node_modules/.package-lock.json)
	fi
done
