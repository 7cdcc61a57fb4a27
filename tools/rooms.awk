# rooms.awk LAYERS FILES... -- who may include whom, which library, and who may say which word: the table of layers.
function fault(text) {
	print FILENAME ":" FNR ": " text
	bad = 1
}
function listed(list, word) {
	return index(" " list " ", " " word " ")
}

FNR == NR {
	split($0, part, / *: */)
	if (/^[a-z]+:/) {
		if (part[1] in may)
			fault(part[1] " has two lines")
		may[part[1]] = " " part[1] " " part[2] " "
		n = split(part[2], below, " ")
		for (i = 1; i <= n; i++)
			if (!(below[i] in may))
				fault(part[1] " includes " below[i] ", which does not stand below it")
	} else if (/^</) {
		library[part[1]] = part[2]
	} else if (/^[a-z_]+\(\)/) {
		word = part[1]
		sub(/\(\)/, "", word)
		said[word] = part[2]
	}
	next
}

FNR == 1 {
	n = split(FILENAME, folder, "/")
	from = folder[n - 1]
	kit = FILENAME ~ /src\/kit\//
	test = FILENAME ~ /_test\.[ch]$/
	used[from] = 1
	remark = 0
	if (!(from in may))
		fault("folder " from " has no line in layers")
	# A room has queries or pages; its verbs never know http.
	verb = !kit && listed(may[from], "event") && from != "page" && from != "hall" && FILENAME !~ /_(page|api|cmd|test)\.[ch]$/
}

/^#include "/ {
	split($2, piece, /["\/]/)
	name = piece[3] != "" ? piece[3] : piece[2]
	to = piece[3] != "" ? piece[2] : from
	if (name ~ /_sql\.h$/)
		to = substr(name, 1, length(name) - 6)
	# A test may look into every room.
	if (test ? to == "hall" && from != "hall" : !listed(may[from], to))
		fault(from "/ may not include " to "/")
	if (name ~ /_sql\.h$/ && to != from)
		fault("the queries of " to " are its own")
	if (verb && (to == "http" || to == "html"))
		fault("a verb does not know " to)
}
/^#include </ && !test && ($2 in library) && !listed(library[$2], from) {
	fault(from "/ may not know " $2)
}

# What is left of a line without remarks and texts; good enough for code that clang-format has seen.
!test {
	line = $0
	gsub(/"([^"\\]|\\.)*"/, "", line)
	if (remark) {
		if (!sub(/^.*\*\//, "", line))
			next
		remark = 0
	}
	gsub(/\/\*([^*]|\*[^\/])*\*\//, "", line)
	if (sub(/\/\*.*$/, "", line))
		remark = 1
	while (match(line, /[A-Za-z_][A-Za-z0-9_]*\(/)) {
		word = substr(line, RSTART, RLENGTH - 1)
		line = substr(line, RSTART + RLENGTH)
		if ((word in said) && !listed(said[word], from) && !(kit && listed(said[word], "kit")))
			fault(from "/ does not say " word "()")
	}
}

END {
	for (room in may)
		if (!(room in used) && FILENAME != "layers") {
			print "layers: there is no folder " room
			bad = 1
		}
	exit bad
}
