# terms.awk -- data/service_terms.csv as rows of C: scheme, code, name.  No quotes inside a name.
BEGIN { FS = ";"; print "/* Made by tools/terms.awk -- do not edit. */" }
NR == 1 { next }
NF != 3 || /["\\]/ { print FILENAME ":" NR ": expected scheme;code;name" > "/dev/stderr"; exit 1 }
{ printf "{ \"%s\", \"%s\", \"%s\" },\n", $1, $2, $3 }
