/* record.c -- a record as JSON and back, exactly. */
#include "form/record.h"

#include <math.h>

enum kind { KIND_TEXT, KIND_INT, KIND_REAL, KIND_BOOL, KIND_DAY };

static enum kind kind_of(const struct field *f)
{
	switch (f->type) {
	case FIELD_INT:
	case FIELD_OPT_INT:
	case FIELD_TIME:
	case FIELD_MONEY:
		return KIND_INT;
	case FIELD_REAL:
		return KIND_REAL;
	case FIELD_BOOL:
		return KIND_BOOL;
	case FIELD_DATE:
		return KIND_DAY;
	default:
		return KIND_TEXT;
	}
}

void record_write(struct json_out *o, const struct field *fields, const void *record)
{
	for (const struct field *f = fields; f->name; f++) {
		const void *at = (const char *)record + f->offset;

		json_name(o, f->name);
		switch (kind_of(f)) {
		case KIND_TEXT:
			json_str(o, *(const struct str *)at);
			break;
		case KIND_INT:
			json_id(o, *(const int64_t *)at);
			break;
		case KIND_REAL:
			json_real(o, *(const double *)at);
			break;
		case KIND_BOOL:
			json_bool(o, *(const bool *)at);
			break;
		case KIND_DAY:
			json_int(o, *(const day_t *)at);
			break;
		}
	}
}

static void read_one(const struct json *v, enum kind kind, void *at)
{
	int64_t i;

	switch (kind) {
	case KIND_TEXT:
		*(struct str *)at = v->type == JSON_TEXT ? v->text : STR_ABSENT;
		break;
	case KIND_INT:
		*(int64_t *)at = str_int(v->text, &i) ? i : 0;
		break;
	case KIND_REAL:
		*(double *)at = v->type == JSON_REAL ? v->r : v->type == JSON_INT ? (double)v->i : NAN;
		break;
	case KIND_BOOL:
		*(bool *)at = v->type == JSON_TRUE;
		break;
	case KIND_DAY:
		*(day_t *)at = v->type == JSON_INT ? (day_t)v->i : DAY_NONE;
		break;
	}
}

void record_read(const struct json *o, const struct field *fields, void *record)
{
	for (const struct field *f = fields; f->name; f++) {
		const struct json *v = json_get(o, f->name);

		if (v)
			read_one(v, kind_of(f), (char *)record + f->offset);
	}
}
