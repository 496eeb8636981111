#include "contestant.h"

#include <google/protobuf/arena.h>
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <cstdlib>
#include <map>
#include <string>

#include "bench.pb.h"
#include "bench_descriptor.pb.h"
#include "test_messages_proto3.pb.h"
#include "training.pb.h"

namespace {

using google::protobuf::Arena;
using google::protobuf::ArenaOptions;

/// A message on the heap.
template <class Message>
struct OnHeap {
  Message *message = new Message;

  ~OnHeap() { delete message; }
};

char initial_block[64 * 1024];

/// A message in its own arena.
template <class Message>
struct InArena {
  Arena arena;
  Message *message;

  /// Creates an arena, which uses the only initial block by default. At most one arena may use the
  /// block at a time.
  explicit InArena(bool with_block = true) : arena(options(with_block)) {
    message = Arena::CreateMessage<Message>(&arena);
  }

  static ArenaOptions options(bool with_block) {
    ArenaOptions options;
    if (with_block) {
      options.initial_block = initial_block;
      options.initial_block_size = sizeof initial_block;
    }
    return options;
  }
};

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
  static bool decode(const void *bytes, size_t count, long times) {
    for (long i = 0; i < times; i++) {
      Place place;
      if (!place.message->ParseFromArray(bytes, static_cast<int>(count))) return false;
      blackhole(place.message);
    }
    return true;
  }

  static bool round_trip(const void *bytes, size_t count, long times) {
    for (long i = 0; i < times; i++) {
      Place place;
      if (!place.message->ParseFromArray(bytes, static_cast<int>(count))) return false;
      write(*place.message);
    }
    return true;
  }

  static void *parse(const void *bytes, size_t count) {
    auto place = make(static_cast<Place *>(nullptr));
    if (place->message->ParseFromArray(bytes, static_cast<int>(count))) return place;
    delete place;
    return nullptr;
  }

  static void encode(void *handle, long times) {
    const Message &message = *static_cast<Place *>(handle)->message;
    for (long i = 0; i < times; i++) write(message);
  }

  static size_t size(void *handle) {
    return static_cast<Place *>(handle)->message->ByteSizeLong();
  }

  static void serialize(void *handle, void *buffer) {
    const Message &message = *static_cast<Place *>(handle)->message;
    google::protobuf::io::ArrayOutputStream array(buffer, static_cast<int>(message.ByteSizeLong()));
    google::protobuf::io::CodedOutputStream stream(&array);
    stream.SetSerializationDeterministic(true);
    message.SerializeWithCachedSizes(&stream);
  }

  static void destroy(void *handle) { delete static_cast<Place *>(handle); }

  static constexpr cpp_codec functions = {
      decode, parse, encode, round_trip, size, serialize, destroy};

 private:
  static OnHeap<Message> *make(OnHeap<Message> *) { return new OnHeap<Message>; }
  /// Creates a message that stays. It doesn't use the initial block, which short-lived messages
  /// need.
  static InArena<Message> *make(InArena<Message> *) { return new InArena<Message>(false); }
};

struct Codecs {
  const cpp_codec *heap;
  const cpp_codec *arena;
};

template <class Message>
std::pair<const std::string, Codecs> entry() {
  return {Message::descriptor()->full_name(),
          {&Codec<Message, OnHeap<Message>>::functions,
           &Codec<Message, InArena<Message>>::functions}};
}

const std::map<std::string, Codecs> &all_codecs() {
  static const std::map<std::string, Codecs> codecs = {
      entry<bench::Small>(),
      entry<bench::Mixed>(),
      entry<bench::Strings>(),
      entry<bench::Scalars>(),
      entry<bench::Packed>(),
      entry<bench::Maps>(),
      entry<bench::Choices>(),
      entry<bench::Nested>(),
      entry<bench::List>(),
      entry<bench::Blob>(),
      entry<bench::Older>(),
      entry<bench::descriptor::FileDescriptorSet>(),
      entry<protobuf_test_messages::proto3::TestAllTypesProto3>(),
      entry<training::UploadInput>(),
  };
  return codecs;
}

}  // namespace

const cpp_codec *cpp_codec_named(const char *name, bool arena) {
  auto found = all_codecs().find(name);
  if (found == all_codecs().end()) return nullptr;
  return arena ? found->second.arena : found->second.heap;
}
