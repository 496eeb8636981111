#ifndef ALLOCATIONS_H
#define ALLOCATIONS_H

#include <stdbool.h>

/// Whether to count: at first, yes. What does not count costs next to nothing.
void count_allocations(bool on);

/// How often this process has asked for memory so far, on all threads.
long allocation_count(void);

/// How many bytes it has asked for; what it has given back is not subtracted.
long allocated_bytes(void);

/// Keeps what is freed for the next time, up to a gibibyte. Otherwise whatever asks for mebibytes is
/// mostly the kernel's work, which takes them back, and clears them when they are wanted again.
void keep_freed_memory(void);

#endif
