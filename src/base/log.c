/* log.c -- one line of JSON per thing worth telling. */
#include "base/log.h"
#include "base/buf.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <time.h>
#include <unistd.h>

enum { LINE_MOST = 4096 };

static _Atomic int log_fd = 2;
static _Atomic int log_least = LOG_NOTICE;

void log_open(int fd, enum log_level least)
{
	atomic_store(&log_fd, fd);
	atomic_store(&log_least, (int)least);
}

static void quoted(struct buf *b, const char *s)
{
	buf_lit(b, "\"");
	for (; *s; s++)
		if (*s == '"' || *s == '\\')
			buf_char(b, '\\'), buf_char(b, *s);
		else if ((unsigned char)*s < 32)
			buf_fmt(b, "\\u%04x", (unsigned)*s);
		else
			buf_char(b, *s);
	buf_lit(b, "\"");
}

void log_line(enum log_level level, const char *what, ...)
{
	static const char *const names[] = { "debug", "info", "notice", "error" };
	const char *name, *value;
	struct buf b;
	va_list ap;

	if ((int)level < atomic_load(&log_least))
		return;
	buf_init(&b, LINE_MOST);
	buf_fmt(&b, "{\"at\":%lld,\"level\":\"%s\",\"what\":", (long long)time(NULL), names[level]);
	quoted(&b, what);
	va_start(ap, what);
	while ((name = va_arg(ap, const char *)) && (value = va_arg(ap, const char *))) {
		buf_lit(&b, ",");
		quoted(&b, name);
		buf_lit(&b, ":");
		quoted(&b, value);
	}
	va_end(ap);
	buf_lit(&b, "}\n");
	if (write(atomic_load(&log_fd), b.p, b.n) < 0)
		(void)0;                     /* nowhere left to complain */
	buf_free(&b);
}
