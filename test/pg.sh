#!/bin/sh
# pg.sh start DIR | stop DIR -- a PostgreSQL of our own for one test run: on a socket in DIR, without syncs,
# nobody else can reach it.  start prints its address.  For trials that end it: durable DIR starts one that
# commits for good, or the same again after its end.
set -eu
bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
dir=$2

# initdb does not run as root: then it is the user that Debian's package made.
as() {
	if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

case "$1" in
start|durable)
	hasty="-F -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off"
	[ "$1" = start ] || hasty=""
	mkdir -p "$dir"
	[ "$(id -u)" != 0 ] || chown postgres "$dir"
	chmod 700 "$dir"
	cd "$dir"
	[ -d "$dir/data" ] || as "$bin/initdb" -D "$dir/data" -U samhold -A trust -E UTF8 --locale=C --no-sync >"$dir/initdb.log" 2>&1
	as "$bin/pg_ctl" -D "$dir/data" -w -t 60 -l "$dir/log" -o "-k $dir -h '' $hasty -c max_connections=40 -c shared_buffers=64MB \
		-c client_min_messages=warning" start >/dev/null
	echo "postgresql:///postgres?host=$dir&user=samhold"
	;;
stop)
	cd /
	[ ! -d "$dir/data" ] || as "$bin/pg_ctl" -D "$dir/data" -m immediate stop >/dev/null 2>&1 || true
	rm -rf "$dir"
	;;
*)
	echo "usage: pg.sh start|durable|stop DIR" >&2
	exit 2
	;;
esac
