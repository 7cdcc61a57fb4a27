/*
 * strike.c -- strike before|torn|count N PID: ends a running program at its N-th system call that writes or syncs.
 *
 * Counted are the calls of all threads together, from the moment at which "ready" is printed.  At the N-th the
 * whole process is killed (SIGKILL) before the call has happened; with "torn" after the first half of the bytes
 * of a write to a file has, as a disk leaves it when the power goes.  "struck CALL FILE" is then printed.  When
 * asked to end (SIGTERM) it lets the program go on and prints "counted N".
 *
 * strace can inject a signal, too, but counts for each thread and each call by itself: what one thread writes
 * between two writes of another would be missed.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TORN_MOST = 1 << 20, NAME_BYTES = 200 };

static const struct call {
	long nr;
	const char *name;
	bool on_file;                 /* its first argument is a descriptor */
} calls[] = {
	{ SYS_write, "write", true }, { SYS_writev, "writev", true }, { SYS_pwrite64, "pwrite64", true },
	{ SYS_pwritev, "pwritev", true }, { SYS_sendto, "sendto", true }, { SYS_sendmsg, "sendmsg", true },
	{ SYS_fsync, "fsync", true }, { SYS_fdatasync, "fdatasync", true }, { SYS_msync, "msync", false },
	{ SYS_sync_file_range, "sync_file_range", true }, { SYS_ftruncate, "ftruncate", true },
	{ SYS_fallocate, "fallocate", true }, { SYS_unlinkat, "unlinkat", false },
	{ SYS_renameat2, "renameat2", false }, { SYS_mkdirat, "mkdirat", false },
#ifdef SYS_unlink
	{ SYS_unlink, "unlink", false }, { SYS_rename, "rename", false }, { SYS_mkdir, "mkdir", false },
#endif
	{ 0 }
};

static volatile sig_atomic_t told_to_end;

/* Again each second: the first may come just before a wait begins. */
static void on_term(int sig)
{
	(void)sig;
	told_to_end = 1;
	alarm(1);
}

static const struct call *call_of(unsigned long long nr)
{
	for (const struct call *c = calls; c->name; c++)
		if ((unsigned long long)c->nr == nr)
			return c;
	return NULL;
}

static void name_file(pid_t tid, unsigned long long fd, char *out)
{
	char path[64];
	ssize_t n;

	snprintf(path, sizeof path, "/proc/%d/fd/%llu", tid, fd);
	n = readlink(path, out, NAME_BYTES - 1);
	out[n > 0 ? n : 0] = 0;
}

/* Half of what the call was about to write, through a descriptor of our own. */
static void tear(pid_t tid, const struct call *c, const unsigned long long *arg, const char *file)
{
	static char bytes[TORN_MOST];
	size_t n = arg[2] / 2;
	struct iovec from = { (void *)(uintptr_t)arg[1], n }, to = { bytes, n };
	int fd;

	if (c->nr != SYS_pwrite64 || !n || n > sizeof bytes || process_vm_readv(tid, &to, 1, &from, 1, 0) != (ssize_t)n)
		return;
	fd = open(file, O_WRONLY | O_CLOEXEC);
	if (fd < 0 || pwrite(fd, bytes, n, (off_t)arg[3]) != (ssize_t)n)
		fprintf(stderr, "strike: %s could not be torn\n", file);
	if (fd >= 0)
		close(fd);
}

static void strike(pid_t pid, pid_t tid, const struct call *c, const unsigned long long *arg, bool torn)
{
	char file[NAME_BYTES] = "";

	if (c->on_file)
		name_file(tid, arg[0], file);
	if (torn)
		tear(tid, c, arg, file);
	kill(pid, SIGKILL);
	printf("struck %s %s\n", c->name, file);
	fflush(stdout);
	exit(0);
}

static int attach(pid_t pid)
{
	char path[64];
	struct dirent *entry;
	DIR *dir;
	int n = 0;

	snprintf(path, sizeof path, "/proc/%d/task", pid);
	dir = opendir(path);
	while (dir && (entry = readdir(dir))) {
		pid_t tid = (pid_t)strtol(entry->d_name, NULL, 10);
		if (tid <= 0 || ptrace(PTRACE_SEIZE, tid, 0, PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACECLONE))
			continue;
		ptrace(PTRACE_INTERRUPT, tid, 0, 0);
		n++;
	}
	if (dir)
		closedir(dir);
	return n;
}

/* The signal to hand on when the thread goes on. */
static int signal_of(int status)
{
	int sig = WSTOPSIG(status);

	return status >> 16 || sig == (SIGTRAP | 0x80) || sig == SIGTRAP ? 0 : sig;
}

struct count {
	pid_t pid;
	long n, at;                   /* so far; to strike at */
	bool torn;
};

static void look(struct count *c, pid_t tid)
{
	struct __ptrace_syscall_info info;
	const struct call *call;

	if (ptrace(PTRACE_GET_SYSCALL_INFO, tid, sizeof info, &info) <= 0 || info.op != PTRACE_SYSCALL_INFO_ENTRY)
		return;
	call = call_of(info.entry.nr);
	if (!call || ++c->n != c->at)
		return;
	strike(c->pid, tid, call, (const unsigned long long *)info.entry.args, c->torn);
}

static void count_on(struct count *c, int threads)
{
	int status, stopped = 0;
	pid_t tid;

	while (!told_to_end) {
		tid = waitpid(-1, &status, __WALL);
		if (tid < 0 && errno == EINTR)
			continue;
		if (tid < 0 || ((WIFEXITED(status) || WIFSIGNALED(status)) && tid == c->pid))
			break;
		if (!WIFSTOPPED(status))
			continue;
		if (WSTOPSIG(status) == (SIGTRAP | 0x80))
			look(c, tid);
		ptrace(PTRACE_SYSCALL, tid, 0, signal_of(status));
		if (stopped < threads && ++stopped == threads) {
			puts("ready");
			fflush(stdout);
		}
	}
	/* What was traced goes on by itself when its tracer leaves. */
	printf("counted %ld\n", c->n);
}

int main(int argc, char **argv)
{
	struct count c = { 0 };
	int threads;

	if (argc != 4) {
		fputs("usage: strike before|torn|count N PID\n", stderr);
		return 2;
	}
	c.pid = (pid_t)strtol(argv[3], NULL, 10);
	c.at = strcmp(argv[1], "count") ? strtol(argv[2], NULL, 10) : 0;
	c.torn = !strcmp(argv[1], "torn");
	sigaction(SIGTERM, &(struct sigaction){ .sa_handler = on_term }, NULL);
	sigaction(SIGALRM, &(struct sigaction){ .sa_handler = on_term }, NULL);
	threads = attach(c.pid);
	if (!threads) {
		perror("strike: cannot be attached");
		return 1;
	}
	count_on(&c, threads);
	return 0;
}
