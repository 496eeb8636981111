#include "contestant.h"

#include <google/protobuf/arena.h>
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <cstdlib>
#include <map>
#include <string>

#include "bench.pb.h"
#include "bench_descriptor.pb.h"
#include "shapes.pb.h"
#include "test_messages_proto3.pb.h"
#include "training.pb.h"

namespace {

using google::protobuf::Arena;
using google::protobuf::ArenaOptions;

template <class Message>
Message *create(Arena *arena) {
#if GOOGLE_PROTOBUF_VERSION < 4000000
  return Arena::CreateMessage<Message>(arena);
#else
  return Arena::Create<Message>(arena);
#endif
}

/// A message on the heap.
template <class Message>
struct OnHeap {
  Message *message = new Message;

  ~OnHeap() { delete message; }
};

/// The only message of its type, which stays.
template <class Message>
struct Reused {
  Message *message = only();

  static Message *only() {
    static Message *message = new Message;
    return message;
  }
};

char initial_block[64 * 1024];

/// A message in its own arena.
template <class Message>
struct InArena {
  Arena arena;
  Message *message;

  /// Creates an arena, which uses the only initial block by default. At most one arena may use the
  /// block at a time.
  explicit InArena(bool with_block = true)
      : arena(options(with_block)), message(create<Message>(&arena)) {}

  static ArenaOptions options(bool with_block) {
    ArenaOptions options;
    if (with_block) {
      options.initial_block = initial_block;
      options.initial_block_size = sizeof initial_block;
    }
    return options;
  }
};

/// Creates a message that stays. In an arena, it doesn't use the initial block, which short-lived
/// messages need.
template <class Message>
OnHeap<Message> *stay(OnHeap<Message> *) { return new OnHeap<Message>; }
template <class Message>
OnHeap<Message> *stay(Reused<Message> *) { return new OnHeap<Message>; }
template <class Message>
InArena<Message> *stay(InArena<Message> *) { return new InArena<Message>(false); }

template <class Message>
void write(const Message &message) {
  size_t count = message.ByteSizeLong();
  auto buffer = static_cast<uint8_t *>(malloc(count));
  message.SerializeWithCachedSizesToArray(buffer);
  blackhole(buffer);
  free(buffer);
}

template <class Message, class Place>
struct Codec {
  using Kept = decltype(stay(static_cast<Place *>(nullptr)));

  static bool decode(const void *, const void *bytes, size_t count, long times) {
    for (long i = 0; i < times; i++) {
      Place place;
      // This clears the message first.
      if (!place.message->ParseFromArray(bytes, static_cast<int>(count))) return false;
      blackhole(place.message);
    }
    return true;
  }

  static bool round_trip(const void *, const void *bytes, size_t count, long times) {
    for (long i = 0; i < times; i++) {
      Place place;
      if (!place.message->ParseFromArray(bytes, static_cast<int>(count))) return false;
      write(*place.message);
    }
    return true;
  }

  static void copy(void *handle, long times) {
    const Message &original = message(handle);
    for (long i = 0; i < times; i++) {
      Place place;
      place.message->CopyFrom(original);
      blackhole(place.message);
    }
  }

  static void *parse(const void *, const void *bytes, size_t count) {
    auto kept = stay(static_cast<Place *>(nullptr));
    if (kept->message->ParseFromArray(bytes, static_cast<int>(count))) return kept;
    delete kept;
    return nullptr;
  }

  static void encode(void *handle, long times) {
    for (long i = 0; i < times; i++) write(message(handle));
  }

  static size_t size(void *handle) { return message(handle).ByteSizeLong(); }

  static void serialize(void *handle, void *buffer) {
    int count = static_cast<int>(message(handle).ByteSizeLong());
    google::protobuf::io::ArrayOutputStream array(buffer, count);
    google::protobuf::io::CodedOutputStream stream(&array);
    stream.SetSerializationDeterministic(true);
    message(handle).SerializeWithCachedSizes(&stream);
  }

  static void destroy(void *handle) { delete static_cast<Kept>(handle); }

  static constexpr cpp_codec functions = {
      nullptr, sizeof(Message), decode, parse, encode, round_trip, copy, size, serialize, destroy};

 private:
  static const Message &message(void *handle) { return *static_cast<Kept>(handle)->message; }
};

/// The codecs of a message for each place.
using Codecs = const cpp_codec *[3];

template <class Message>
const Codecs codecs = {
    &Codec<Message, OnHeap<Message>>::functions, &Codec<Message, InArena<Message>>::functions,
    &Codec<Message, Reused<Message>>::functions};

template <class... Messages>
std::map<std::string, const Codecs *> table() {
  return {{std::string(Messages::descriptor()->full_name()), &codecs<Messages>}...};
}

const std::map<std::string, const Codecs *> &all_codecs() {
  static const auto all = table<
      bench::Small, bench::Mixed, bench::Strings, bench::Scalars, bench::Packed, bench::Maps,
      bench::Choices, bench::Nested, bench::List, bench::Blob, bench::Older,
      bench::descriptor::FileDescriptorSet,
      protobuf_test_messages::proto3::TestAllTypesProto3, training::UploadInput,
      shapes::Digests, shapes::Settings, shapes::LogRecord, shapes::Tile, shapes::Trace,
      shapes::Tree, shapes::Document, shapes::Embedding, shapes::Conversation, shapes::Order,
      shapes::Tensor, shapes::Series>();
  return all;
}

}  // namespace

extern "C" __attribute__((visibility("default"))) bool cpp_find_codec(
    const char *name, cpp_place place, cpp_codec *codec) {
  auto found = all_codecs().find(name);
  if (found == all_codecs().end()) return false;
  *codec = *(*found->second)[place];
  return true;
}
