#ifndef ALLOCATIONS_H
#define ALLOCATIONS_H

#include <stdbool.h>

/// Whether to count: at first, yes. What does not count costs next to nothing.
void count_allocations(bool on);

/// How often this process has asked for memory so far, on all threads.
long allocation_count(void);

#endif
