/* slow_sync.c -- a disk that takes 5 ms more to sync: LD_PRELOAD for the benchmark of saves. */
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { SLOWER_NS = 5000000 };

static long slowly(long call, int fd)
{
	struct timespec t = { 0, SLOWER_NS };

	nanosleep(&t, NULL);
	return syscall(call, fd);
}

int fsync(int fd)
{
	return (int)slowly(SYS_fsync, fd);
}

int fdatasync(int fd)
{
	return (int)slowly(SYS_fdatasync, fd);
}
