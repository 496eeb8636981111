// upb, protobuf's library in C for other languages. Its messages are always in arenas.
#include <stdlib.h>
#include <string.h>

#include "contestant.h"
#include "google/protobuf/descriptor.upb.h"
#include "upb/mem/arena.h"
#include "upb/message/copy.h"
#include "upb/message/message.h"
#include "upb/reflection/def.h"
#include "upb/wire/decode.h"
#include "upb/wire/encode.h"

// The descriptors of all messages.
__asm__(
    ".section .rodata\n"
    "descriptors: .incbin \"" DESCRIPTORS "\"\n"
    "descriptors_end:\n"
    ".previous\n");
extern const char descriptors[] __attribute__((visibility("hidden")));
extern const char descriptors_end[] __attribute__((visibility("hidden")));

static char initial_block[64 * 1024];

/// Creates an arena that uses the only initial block, which at most one arena may use at a time.
static upb_Arena *new_arena(void) {
  return upb_Arena_Init(initial_block, sizeof initial_block, &upb_alloc_global);
}

static upb_Message *parse_into(
    upb_Arena *arena, const void *type, const void *bytes, size_t count) {
  upb_Message *message = upb_Message_New(type, arena);
  upb_DecodeStatus status = upb_Decode(bytes, count, message, type, NULL, 0, arena);
  return status == kUpb_DecodeStatus_Ok ? message : NULL;
}

static void write_in(upb_Arena *arena, const void *type, const upb_Message *message) {
  char *buffer;
  size_t count;
  upb_Encode(message, type, 0, arena, &buffer, &count);
  blackhole(buffer);
}

static bool decode(const void *type, const void *bytes, size_t count, long times) {
  bool succeeds = true;
  for (long i = 0; i < times && succeeds; i++) {
    upb_Arena *arena = new_arena();
    upb_Message *message = parse_into(arena, type, bytes, count);
    blackhole(message);
    succeeds = message;
    upb_Arena_Free(arena);
  }
  return succeeds;
}

static bool round_trip(const void *type, const void *bytes, size_t count, long times) {
  bool succeeds = true;
  for (long i = 0; i < times && succeeds; i++) {
    upb_Arena *arena = new_arena();
    upb_Message *message = parse_into(arena, type, bytes, count);
    succeeds = message;
    if (message) write_in(arena, type, message);
    upb_Arena_Free(arena);
  }
  return succeeds;
}

/// A message that stays, and its arena.
typedef struct {
  const void *type;
  upb_Arena *arena;
  upb_Message *message;
} kept;

static void destroy(void *handle) {
  kept *kept = handle;
  upb_Arena_Free(kept->arena);
  free(kept);
}

static void *parse(const void *type, const void *bytes, size_t count) {
  kept *kept = malloc(sizeof *kept);
  kept->type = type;
  kept->arena = upb_Arena_New();
  kept->message = parse_into(kept->arena, type, bytes, count);
  if (kept->message) return kept;
  destroy(kept);
  return NULL;
}

static void encode(void *handle, long times) {
  kept *kept = handle;
  for (long i = 0; i < times; i++) {
    upb_Arena *arena = new_arena();
    write_in(arena, kept->type, kept->message);
    upb_Arena_Free(arena);
  }
}

static void copy(void *handle, long times) {
  kept *kept = handle;
  for (long i = 0; i < times; i++) {
    upb_Arena *arena = new_arena();
    blackhole(upb_Message_DeepClone(kept->message, kept->type, arena));
    upb_Arena_Free(arena);
  }
}

/// Serializes the message with its map entries in the order of their keys.
static size_t serialize_sorted(kept *kept, void *buffer) {
  upb_Arena *arena = upb_Arena_New();
  char *bytes;
  size_t count = 0;
  upb_Encode(
      kept->message, kept->type, kUpb_EncodeOption_Deterministic, arena, &bytes, &count);
  if (buffer) memcpy(buffer, bytes, count);
  upb_Arena_Free(arena);
  return count;
}

static size_t size(void *handle) { return serialize_sorted(handle, NULL); }

static void serialize(void *handle, void *buffer) { serialize_sorted(handle, buffer); }

/// Returns a pool with all messages. It stays, and so does the arena of the descriptors.
static const upb_DefPool *all_messages(void) {
  static upb_DefPool *pool;
  if (pool) return pool;
  pool = upb_DefPool_New();
  size_t files;
  google_protobuf_FileDescriptorSet *set = google_protobuf_FileDescriptorSet_parse(
      descriptors, descriptors_end - descriptors, upb_Arena_New());
  const google_protobuf_FileDescriptorProto *const *file =
      set ? google_protobuf_FileDescriptorSet_file(set, &files) : NULL;
  for (size_t i = 0; file && i < files; i++) upb_DefPool_AddFile(pool, file[i], NULL);
  return pool;
}

__attribute__((visibility("default"))) bool cpp_find_codec(
    const char *name, cpp_place place, cpp_codec *codec) {
  const upb_MessageDef *message = upb_DefPool_FindMessageByName(all_messages(), name);
  if (!message || place != cpp_arena) return false;
  *codec = (cpp_codec){
      .type = upb_MessageDef_MiniTable(message), .decode = decode, .parse = parse,
      .encode = encode, .round_trip = round_trip, .copy = copy, .size = size,
      .serialize = serialize, .destroy = destroy};
  return true;
}
