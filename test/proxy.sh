#!/bin/bash
# proxy.sh BUILD -- the house behind nginx, set up as doc/nginx.conf says: odd requests are not read in two ways, and
# the ordinary site works through it.  Caddy, too, where it is installed.  Ends with one line "N passed, N failed".
set -u
cd "$(dirname "$0")/.."
B=$(realpath "${1:?usage: proxy.sh BUILD}")
T=$(mktemp -d)
pids="" house="" passed=0 failed=0

end() {
	for p in $pids $house; do kill "$p" 2>/dev/null; done
	rm -rf "$T"
}
trap end EXIT

part() {
	local p f
	echo "-- $1"
	shift
	"$@" >"$T/out" 2>&1
	p=$(sed -n 's/^\([0-9]*\) passed, [0-9]* failed$/\1/p' "$T/out")
	f=$(sed -n 's/^[0-9]* passed, \([0-9]*\) failed$/\1/p' "$T/out")
	passed=$((passed + ${p:-0})) failed=$((failed + ${f:-1}))
	grep -vE '^ok |^[0-9]+ passed, ' "$T/out"
}

free_ports() {
	node -e 'const n = require("net"), all = [1, 2, 3, 4].map(() => n.createServer().listen(0, "127.0.0.1"));
		setTimeout(() => { console.log(...all.map((s) => s.address().port)); all.forEach((s) => s.close()); }, 100)'
}

wait_for() {
	for _ in $(seq 100); do curl -skf -o /dev/null "$1" && return 0; sleep 0.1; done
	echo "nobody answers on $1"
	return 1
}

# A new house on the same port.
serve_anew() {
	[ -z "$house" ] || { kill "$house"; wait "$house"; }
	rm -rf "$T/house"
	"$B/samhold" demo "$T/house" >/dev/null || exit 1
	"$B/samhold" serve "$T/house" --listen "127.0.0.1:$direct" >"$T/serve.log" 2>&1 &
	house=$!
	wait_for "http://127.0.0.1:$direct/readyz" || exit 1
}

# doc/nginx.conf with other ports, files and certificate, and nothing else changed.
start_nginx() {
	sed -e "s|127\.0\.0\.1:8080|127.0.0.1:$direct|; /listen \[::\]/d; s|listen 80;|listen 127.0.0.1:$plain;|" \
		-e "s|listen 443 |listen 127.0.0.1:$secure |; s|/etc/letsencrypt/live/samhold.example.org|$T|; s|/var/log/nginx|$T|" \
		doc/nginx.conf >"$T/site.conf"
	{
		[ "$(id -u)" != 0 ] || echo "user root;"
		echo "pid $T/nginx.pid; daemon off; worker_processes 2; events { worker_connections 1024; }"
		echo "http {"
		for t in client_body proxy fastcgi uwsgi scgi; do echo "${t}_temp_path $T/$t;"; done
		echo "include $T/site.conf; }"
	} >"$T/nginx.conf"
	nginx -p "$T" -e "$T/nginx.log" -c "$T/nginx.conf" >"$T/nginx.out" 2>&1 &
	pids="$pids $!"
	wait_for "https://127.0.0.1:$secure/readyz"
}

# doc/Caddyfile with another port, and a certificate of our own instead of one that it gets.
start_caddy() {
	sed -e "s|127\.0\.0\.1:8080|127.0.0.1:$direct|; s|^{$|{\n\tadmin off\n\tauto_https disable_redirects\n\tskip_install_trust|" \
		-e "s|^samhold.example.org {|:$caddy {\n\tbind 127.0.0.1\n\ttls $T/fullchain.pem $T/privkey.pem|" doc/Caddyfile >"$T/Caddyfile"
	XDG_DATA_HOME="$T" XDG_CONFIG_HOME="$T" caddy run --config "$T/Caddyfile" --adapter caddyfile >"$T/caddy.log" 2>&1 &
	pids="$pids $!"
	wait_for "https://127.0.0.1:$caddy/readyz" || { tail -3 "$T/caddy.log"; return 1; }
}

read -r direct plain secure caddy < <(free_ports)
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=samhold.example.org \
	-keyout "$T/privkey.pem" -out "$T/fullchain.pem" 2>/dev/null || exit 1
serve_anew
if start_nginx; then
	part "odd requests through nginx" node test/http_odd.mjs 127.0.0.1 "$secure" --tls --behind "$direct"
	part "the site through nginx" node test/proxy.mjs "$secure" "$direct" "$plain"
else
	failed=$((failed + 1)); cat "$T/nginx.out" "$T/nginx.log"
fi
if ! command -v caddy >/dev/null; then
	echo "-- caddy is not installed: doc/Caddyfile was not tried"
elif serve_anew && start_caddy; then
	part "odd requests through Caddy" node test/http_odd.mjs 127.0.0.1 "$caddy" --tls --behind "$direct"
	part "the site through Caddy" node test/proxy.mjs "$caddy" "$direct"
else
	failed=$((failed + 1))
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
