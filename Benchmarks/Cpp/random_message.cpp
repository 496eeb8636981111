#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <cmath>
#include <cstdlib>
#include <memory>
#include <random>
#include <string>

#include "contestant.h"

namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::MessageFactory;
using google::protobuf::Reflection;

/// Fills messages by reflection. Uses only the bits of the generator, because the results of the
/// standard library's distributions differ between libraries.
class Filler {
 public:
  explicit Filler(uint64_t seed) : random_(seed) {}

  void fill(Message *message, int depth) {
    const auto *descriptor = message->GetDescriptor();
    for (int i = 0; i < descriptor->field_count(); i++) {
      const FieldDescriptor *field = descriptor->field(i);
      bool nests = field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
      if (nests && depth == 0) continue;
      // A oneof keeps only the last field that is set.
      if (field->containing_oneof() && below(2) == 0) continue;
      long count = field->is_repeated() ? 1 + below(4) : 1;
      for (long n = 0; n < count; n++) set(message, field, depth);
    }
  }

 private:
  uint64_t below(uint64_t limit) { return random_() % limit; }

  /// Returns a random number of at most `width` bits. As in real messages, small numbers are
  /// frequent, because all sizes up to this limit are equally likely.
  uint64_t bits(int width) {
    uint64_t keep = 1 + below(width);
    return keep == 64 ? random_() : random_() & ((uint64_t{1} << keep) - 1);
  }

  std::string text() {
    static const char *pieces[] = {"a", "e", "n", "s", "t", " ", "0", "ü", "ж", "語"};
    std::string result;
    for (uint64_t left = below(24); left > 0; left--) result += pieces[below(10)];
    return result;
  }

  double real() { return std::ldexp(static_cast<double>(random_() >> 11), -40); }

  void set(Message *message, const FieldDescriptor *field, int depth) {
    const Reflection *reflection = message->GetReflection();
    bool repeated = field->is_repeated();
#define SET(TYPE, VALUE)                                      \
  {                                                           \
    auto value = VALUE;                                       \
    if (repeated) reflection->Add##TYPE(message, field, value); \
    else reflection->Set##TYPE(message, field, value);          \
    break;                                                    \
  }
    switch (field->cpp_type()) {
      case FieldDescriptor::CPPTYPE_INT32: SET(Int32, static_cast<int32_t>(bits(32)))
      case FieldDescriptor::CPPTYPE_INT64: SET(Int64, static_cast<int64_t>(bits(64)))
      case FieldDescriptor::CPPTYPE_UINT32: SET(UInt32, static_cast<uint32_t>(bits(32)))
      case FieldDescriptor::CPPTYPE_UINT64: SET(UInt64, bits(64))
      case FieldDescriptor::CPPTYPE_DOUBLE: SET(Double, real())
      case FieldDescriptor::CPPTYPE_FLOAT: SET(Float, static_cast<float>(real()))
      case FieldDescriptor::CPPTYPE_BOOL: SET(Bool, below(2) == 1)
      case FieldDescriptor::CPPTYPE_ENUM: {
        int index = static_cast<int>(below(field->enum_type()->value_count()));
        SET(EnumValue, field->enum_type()->value(index)->number())
      }
      case FieldDescriptor::CPPTYPE_STRING: SET(String, text())
      case FieldDescriptor::CPPTYPE_MESSAGE:
        fill(repeated ? reflection->AddMessage(message, field)
                      : reflection->MutableMessage(message, field),
             depth - 1);
    }
#undef SET
  }

  std::mt19937_64 random_;
};

}  // namespace

extern "C" __attribute__((visibility("default"))) void *cpp_random_message(
    const char *name, uint64_t seed, size_t *count) {
  const auto *descriptor = DescriptorPool::generated_pool()->FindMessageTypeByName(name);
  if (!descriptor) return nullptr;
  const Message *prototype = MessageFactory::generated_factory()->GetPrototype(descriptor);
  std::unique_ptr<Message> message(prototype->New());
  Filler(seed).fill(message.get(), 3);
  // Parse the message and write it once more, which merges map entries with the same key.
  message->ParseFromString(message->SerializeAsString());
  std::string bytes = message->SerializeAsString();
  void *result = malloc(bytes.size());
  bytes.copy(static_cast<char *>(result), bytes.size());
  *count = bytes.size();
  return result;
}
