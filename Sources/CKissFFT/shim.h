#include <kissfft/kiss_fftr.h>

// The macro for this isn't visible in Swift.
static inline void kissfft_free_real_plan(kiss_fftr_cfg plan) { kiss_fftr_free(plan); }
