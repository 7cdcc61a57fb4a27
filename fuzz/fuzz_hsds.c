/*
 * fuzz_hsds.c -- what is written of a directory, as trees or as tables, reads again to the very same.
 * A first byte '{' or '[' is JSON; otherwise a package: tables with "== NAME" on a line before each.
 */
#include "format/hsds.h"
#include "json/json.h"

#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static size_t cut_files(struct str bytes, struct hsds_file *files)
{
	size_t n = 0;

	while (n < HSDS_FILES_MOST && str_starts(bytes, S("== "))) {
		struct str name;
		size_t next;

		str_cut(&bytes, '\n', &name);
		next = bytes.p ? str_index(bytes, S("\n== "), 0) : SIZE_MAX;
		files[n].name = str_slice(name, 3, name.n);
		files[n++].bytes = str_slice(bytes, 0, next == SIZE_MAX ? bytes.n : next + 1);
		bytes = next == SIZE_MAX ? STR_ABSENT : str_slice(bytes, next + 1, bytes.n);
	}
	return n;
}

static const enum hsds_kind roots[] = { HSDS_ORGANIZATION, HSDS_PROGRAM, HSDS_UNIT, HSDS_TAXONOMY, HSDS_TAXONOMY_TERM, HSDS_LOCATION,
					HSDS_SERVICE };

static void trees(struct buf *b, const struct hsds_set *set)
{
	struct json_out o;

	json_start(&o, b);
	json_array(&o);
	for (size_t k = 0; k < sizeof roots / sizeof *roots; k++)
		for (size_t i = 0; i < set->of[roots[k]].n; i++)
			hsds_write(&o, roots[k], set->of[roots[k]].at[i], HSDS_PROFILE, false);
	json_end_array(&o);
}

static size_t package(struct arena *a, const struct hsds_set *set, struct hsds_file *files)
{
	struct hsds_tables *t = hsds_tables_new(a, HSDS_3_1);
	size_t n = 0;

	for (size_t k = 0; k < sizeof roots / sizeof *roots; k++)
		for (size_t i = 0; i < set->of[roots[k]].n; i++)
			hsds_tables_add(t, roots[k], set->of[roots[k]].at[i]);
	while (hsds_tables_file(t, n, &files[n]))
		n++;
	return n;
}

static void check(const struct hsds_set *set)
{
	for (enum hsds_kind k = 0; k < HSDS_KINDS; k++)
		assert(set->of[k].n <= set->of[k].read);
	assert(set->nfaults <= HSDS_FAULTS_MOST);
	for (size_t i = 0; i < set->nfaults; i++)
		assert(set->faults[i].why && set->faults[i].line >= 0);
	hsds_each(set, HSDS_SERVICE, hsds_service, s)
		assert(str_is(s->id) && str_is(s->name) && utf8_is(s->name) && utf8_is(s->description));
}

/* Tables, read again and written again, are the same tables. */
static void through_tables(struct arena *a, const struct hsds_set *set)
{
	struct hsds_file once[HSDS_KINDS + 1], twice[HSDS_KINDS + 1];
	struct hsds_set again;
	const char *why;
	struct str file;
	int line;
	size_t n = package(a, set, once);

	if (hsds_read_tables(a, once, n, &again, &why, &file, &line))
		return;                      /* a unit alone is no directory */
	check(&again);
	for (enum hsds_kind k = 0; k < HSDS_LOCATION + 2; k++)
		assert(again.of[k].n == set->of[k].n);
	assert(package(a, &again, twice) == n);
	for (size_t i = 0; i < n; i++)
		if (!again.nfaults)
			assert(str_eq(once[i].bytes, twice[i].bytes));
}

static void through_trees(struct arena *a, const struct hsds_set *set)
{
	struct hsds_set again, last;
	struct buf once, twice;
	const char *why;
	int line;

	buf_init(&once, 64 << 20);
	buf_init(&twice, 64 << 20);
	trees(&once, set);
	if (!hsds_read_json(a, buf_view(&once), &again, &why, &line)) {
		check(&again);
		trees(&twice, &again);
		if (!hsds_read_json(a, buf_view(&twice), &last, &why, &line))
			assert(last.of[HSDS_SERVICE].n == again.of[HSDS_SERVICE].n);
	}
	buf_free(&once);
	buf_free(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct str bytes = { (const char *)data, n }, file;
	struct arena *a = arena_new(1 << 30);
	struct hsds_file files[HSDS_FILES_MOST];
	struct hsds_set set;
	const char *why;
	int line;
	enum err e;

	hsds_is_json(bytes);
	if (n && (data[0] == '{' || data[0] == '['))
		e = hsds_read_json(a, bytes, &set, &why, &line);
	else
		e = hsds_read_tables(a, files, cut_files(bytes, files), &set, &why, &file, &line);
	if (e) {
		assert(why && line >= 1);
	} else {
		check(&set);
		through_tables(a, &set);
		through_trees(a, &set);
	}
	arena_free(a);
	return 0;
}
