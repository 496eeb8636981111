#ifndef ALLOCATIONS_H
#define ALLOCATIONS_H

#include <stdbool.h>

/// Turns counting on or off. It is on at first. While it is off, it costs almost nothing.
void count_allocations(bool on);

/// Returns how often this process has allocated memory so far, on all threads.
long allocation_count(void);

/// Returns how many bytes this process has allocated so far. Freed bytes aren't subtracted.
long allocated_bytes(void);

/// Keeps up to 1 GiB of freed memory for later allocations. Otherwise, a benchmark that allocates
/// several mebibytes would mostly measure the kernel, which takes such memory back and clears it
/// before it is used again.
void keep_freed_memory(void);

#endif
