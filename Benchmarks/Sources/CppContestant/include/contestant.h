#ifndef CONTESTANT_H
#define CONTESTANT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What C++ does with one message type, a number of times. The loops are here, so that a call costs
/// what it costs a C++ program.
typedef struct {
  /// Parses into a new message each time and destroys it.
  bool (*decode)(const void *bytes, size_t count, long times);
  /// Parses once; the handle is freed with `destroy`. Null for malformed bytes.
  void *(*parse)(const void *bytes, size_t count);
  /// Serializes into a new buffer each time and frees it.
  void (*encode)(void *message, long times);
  /// Parses into a new message, serializes it into a new buffer and destroys both, each time.
  bool (*round_trip)(const void *bytes, size_t count, long times);
  /// How many bytes the message takes.
  size_t (*size)(void *message);
  /// Serializes into a buffer of that size, map entries in the order of their keys.
  void (*serialize)(void *message, void *buffer);
  void (*destroy)(void *message);
} cpp_codec;

/// The codec of a message by its full name; null when there is none.
/// With an arena, each message is made in a new arena over the same initial block.
const cpp_codec *cpp_codec_named(const char *name, bool arena);

/// The bytes of a message whose fields are all filled at random; the caller frees them.
/// The same seed gives the same bytes.
void *cpp_random_message(const char *name, uint64_t seed, size_t *count);

/// Takes a value away from the optimiser.
void blackhole(const void *value);

#ifdef __cplusplus
}
#endif
#endif
