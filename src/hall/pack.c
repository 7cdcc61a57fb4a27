/* pack.c -- a folder of tables as one file that can be sent to the house. */
#include "hall/command.h"
#include "format/hsds.h"
#include "zip/zip.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* In the order of their names: whichever way the disk gives them, the file is the same. */
static size_t tables_in(struct command *c, const char *dir, const char **names)
{
	DIR *d = opendir(dir);
	struct dirent *entry;
	size_t n = 0;

	while (d && n < HSDS_FILES_MOST && (entry = readdir(d)))
		if (hsds_is_table(str_of(entry->d_name)))
			names[n++] = arena_z(c->ctx.arena, str_of(entry->d_name));
	if (d)
		closedir(d);
	qsort(names, n, sizeof *names, by_name);
	return n;
}

static enum err pack(struct command *c, const char *dir, size_t most, struct str *out)
{
	const char *names[HSDS_FILES_MOST];
	size_t n = tables_in(c, dir, names), all = 0;
	struct zip_out z;
	struct buf b;
	enum err e = OK;

	if (!n)
		return command_fail(c, ERR_NOT_FOUND, N_("In {x} is no table of a directory in HSDS."), dir);
	buf_init(&b, most);
	zip_begin(&z, &b, 0);
	for (size_t i = 0; i < n && !e; i++) {
		struct str bytes;
		e = command_read_file(c, arena_printf(c->ctx.arena, "%s/%s", dir, names[i]).p, FOLDER_MOST - all, &bytes);
		if (e)
			break;
		all += bytes.n;
		zip_add(&z, str_of(names[i]), bytes);
	}
	zip_end(&z);
	if (!e && b.toobig)
		e = command_fail(c, ERR_LIMIT, N_("{x} is no file, or larger than we take. Send less at a time."), dir);
	*out = arena_str(c->ctx.arena, buf_view(&b));
	buf_free(&b);
	return e;
}

enum err command_read_tables(struct command *c, const char *path, size_t most, struct str *out)
{
	struct stat st;

	if (!stat(path, &st) && S_ISDIR(st.st_mode))
		return pack(c, path, most, out);
	return command_read_file(c, path, most, out);
}
