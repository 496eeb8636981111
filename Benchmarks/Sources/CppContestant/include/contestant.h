#ifndef CONTESTANT_H
#define CONTESTANT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Where messages are created.
typedef enum {
  /// Each on the heap.
  cpp_heap,
  /// Each in a new arena, which uses the same initial block.
  cpp_arena,
  /// A single message, which is cleared and parsed again.
  cpp_reused,
} cpp_place;

/// The operations of C++ on one message type. The functions contain the loops, so that an operation
/// costs the same as in a C++ program.
typedef struct {
  /// What the functions know the type by.
  const void *type;
  /// The size of a message itself in bytes, or 0 if only the library knows it.
  size_t message_size;
  /// Parses the bytes into a message each time, and destroys it unless it is reused.
  bool (*decode)(const void *type, const void *bytes, size_t count, long times);
  /// Parses the bytes once, and returns a handle that `destroy` frees, or null if the bytes are
  /// malformed.
  void *(*parse)(const void *type, const void *bytes, size_t count);
  /// Serializes the message into a new buffer each time, and frees it.
  void (*encode)(void *message, long times);
  /// Parses the bytes into a message each time, serializes it into a new buffer, and destroys both.
  bool (*round_trip)(const void *type, const void *bytes, size_t count, long times);
  /// Copies the message each time, and destroys the copy.
  void (*copy)(void *message, long times);
  /// Returns the size of the encoded message in bytes.
  size_t (*size)(void *message);
  /// Serializes the message into a buffer of that size, with its map entries in the order of their
  /// keys.
  void (*serialize)(void *message, void *buffer);
  void (*destroy)(void *message);
} cpp_codec;

/// Finds the codec of the message with the given full name. Returns whether there is one.
typedef bool (*cpp_find_codec_function)(const char *name, cpp_place place, cpp_codec *codec);

/// Returns the bytes of a message whose fields have random values. The caller frees the bytes. The
/// same seed gives the same bytes.
typedef void *(*cpp_random_message_function)(const char *name, uint64_t seed, size_t *count);

/// Prevents the optimizer from removing the work that computes a value.
void blackhole(const void *value);

#ifdef __cplusplus
}
#endif
#endif
