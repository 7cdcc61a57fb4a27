# rooms.awk LAYERS FILES... -- every #include "..." must follow the table of layers.
FNR == NR {
	if (/^[a-z]/) {
		split($0, part, /: */)
		may[part[1]] = " " part[1] " " part[2] " "
	}
	next
}
/^#include "/ {
	n = split(FILENAME, folder, "/")
	from = folder[n - 1]
	split($2, piece, /["\/]/)
	to = piece[3] != "" ? piece[2] : from
	if (FILENAME ~ /_test\.c$/ && to != "hall")
		next                                   # a test may look into every room
	if (!(from in may)) {
		print FILENAME ": folder " from " has no line in layers"
		bad = 1
		nextfile
	}
	if (!index(may[from], " " to " ")) {
		print FILENAME ":" FNR ": " from "/ may not include " to "/"
		bad = 1
	}
	# A verb never knows http: only pages, APIs and commands of a room may.
	if ((to == "http" || to == "html") && FILENAME !~ /_(page|api|cmd|html)\.[ch]$/ && FILENAME ~ /\/(meeting|org|location|area|verify|account)\/[a-z]+\.c$/) {
		print FILENAME ":" FNR ": a verb does not know " to
		bad = 1
	}
}
END { exit bad }
