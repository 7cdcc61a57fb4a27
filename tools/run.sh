#!/bin/sh
# run.sh PROGRAM -- make the demonstration once (again when the program is newer) and serve it.
set -eu
program=$(realpath "$1")
demo=$(dirname "$program")/demo

if [ -e "$demo/lock" ] && ! flock -n "$demo/lock" true; then
	echo "run.sh: the demonstration is being served already; stop that one first" >&2
	exit 5
fi
if [ ! -e "$demo/root.key" ] || [ "$program" -nt "$demo/root.key" ]; then
	rm -rf "$demo"
	"$program" demo "$demo" >/dev/null
fi

# The next port on which nobody listens (state 0A), by the kernel's own list.
port=8080
while awk -v want=":$(printf '%04X' "$port")\$" '$2 ~ want && $4 == "0A" { found = 1 } END { exit !found }' \
	/proc/net/tcp /proc/net/tcp6 2>/dev/null; do
	port=$((port + 1))
done
exec "$program" serve "$demo" --listen "127.0.0.1:$port"
