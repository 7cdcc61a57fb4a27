# migrations.awk SCHEMA... -- the numbered files of schema/ as one C table, in their order.
BEGIN { print "/* Made by migrations.awk from schema/ -- do not edit. */\n#include \"db/db.h\"\n\nconst struct db_migration db_migrations[] = {" }
FNR == 1 {
	if (open)
		print "\t},"
	name = FILENAME
	sub(/.*\//, "", name)
	sub(/\.sql$/, "", name)
	print "\t{ \"" name "\","
	open = 1
}
{
	gsub(/\\/, "\\\\")
	gsub(/"/, "\\\"")
	print "\t  \"" $0 "\\n\""
}
END { print "\t},\n\t{ NULL, NULL }\n};" }
