# words.awk -- data/words/*.txt as tables of C: words_da, words_en.  One word a line, no other signs; 4,096 in each.
BEGIN { print "/* Made by tools/words.awk -- do not edit. */" }
function ended() {
	if (n && n != 4096) { print name ": " n " words, expected 4096" > "/dev/stderr"; failed = 1; exit 1 }
	if (n) print "};"
	n = 0
}
FNR == 1 {
	ended()
	name = FILENAME; lang = FILENAME
	sub(/.*\//, "", lang); sub(/\.txt$/, "", lang)
	printf "static const char *const words_%s[] = {\n", lang
}
/^$|[A-Z0-9 \t\r"\\,;.]/ { print FILENAME ":" FNR ": expected one word of small letters" > "/dev/stderr"; failed = 1; exit 1 }
{ printf "\"%s\",\n", $0; n++ }
END { if (!failed) ended() }
