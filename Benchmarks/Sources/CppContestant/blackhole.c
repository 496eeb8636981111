#include "contestant.h"

// The compiler can't see that this function doesn't use the value: the function is in a separate
// file, and its assembly may read any memory.
void blackhole(const void *value) { __asm__ volatile("" : : "g"(value) : "memory"); }
