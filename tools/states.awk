# states.awk -- data/us_states.csv as rows of C: code, name, zone, point.  Our tables have no quotes and no
# commas inside a value.
BEGIN { FS = ","; print "/* Made by tools/states.awk -- do not edit. */" }
NR == 1 { next }
NF != 5 { print FILENAME ":" NR ": expected code,name,zone,lat,lon" > "/dev/stderr"; exit 1 }
{ printf "{ \"US-%s\", \"%s\", \"%s\", %s, %s },\n", $1, $2, $3, $4, $5 }
