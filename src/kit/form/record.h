/* record.h -- a record as JSON and back, exactly, by its field table: to put something back as it was. */
#ifndef KIT_FORM_RECORD_H
#define KIT_FORM_RECORD_H

#include "form/form.h"
#include "json/json.h"

/* One member a field, inside an object that the caller has begun.  Absent texts stay absent. */
void record_write(struct json_out *, const struct field *, const void *record);
/* The reverse.  No rule of the table is looked at: what was stored is stored again. */
void record_read(const struct json *, const struct field *, void *record);

#endif
