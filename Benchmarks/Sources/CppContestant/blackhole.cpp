#include "contestant.h"

// In a file of its own, and asm that may read any memory: nobody sees that nothing is done.
void blackhole(const void *value) { asm volatile("" : : "g"(value) : "memory"); }
