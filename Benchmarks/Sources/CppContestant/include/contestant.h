#ifndef CONTESTANT_H
#define CONTESTANT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The operations of C++ on one message type. The functions contain the loops, so that an operation
/// costs the same as in a C++ program.
typedef struct {
  /// Parses the bytes into a new message each time, and destroys it.
  bool (*decode)(const void *bytes, size_t count, long times);
  /// Parses the bytes once, and returns a handle that `destroy` frees, or null if the bytes are
  /// malformed.
  void *(*parse)(const void *bytes, size_t count);
  /// Serializes the message into a new buffer each time, and frees it.
  void (*encode)(void *message, long times);
  /// Parses the bytes into a new message each time, serializes it into a new buffer, and destroys
  /// both.
  bool (*round_trip)(const void *bytes, size_t count, long times);
  /// Returns the size of the encoded message in bytes.
  size_t (*size)(void *message);
  /// Serializes the message into a buffer of that size, with its map entries in the order of their
  /// keys.
  void (*serialize)(void *message, void *buffer);
  void (*destroy)(void *message);
} cpp_codec;

/// Returns the codec of the message with the given full name, or null if there is none. With
/// `arena`, each message is created in a new arena, which uses the same initial block.
const cpp_codec *cpp_codec_named(const char *name, bool arena);

/// Returns the bytes of a message whose fields have random values. The caller frees the bytes. The
/// same seed gives the same bytes.
void *cpp_random_message(const char *name, uint64_t seed, size_t *count);

/// Prevents the optimizer from removing the work that computes a value.
void blackhole(const void *value);

#ifdef __cplusplus
}
#endif
#endif
