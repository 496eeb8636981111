import SwiftProtobufPluginLibrary

/// Names and numbers in the form that SwiftProtobuf's `_NameMap(bytecode:)` reads.
///
/// The program is text: integers are groups of six bits, least significant first, 0x40 saying that
/// another group follows; strings end in a NUL. It begins with the format, 0; then each field or
/// value, in the order of numbers, is an instruction, the distance to the number before unless it
/// is one, and the names.
struct NameMap: Hashable {
  /// The text, empty when there is nothing to name.
  let bytecode: String

  init(_ message: Descriptor) {
    var writer = NameMapWriter()
    for field in message.fields.sorted(by: { $0.number < $1.number }) {
      writer.add(field)
    }
    for name in message.reservedNames { writer.addReserved(name: name) }
    for range in message.reservedRanges { writer.addReserved(numbers: range) }
    self.bytecode = writer.text
  }

  init(_ type: EnumDescriptor, _ numbers: EnumNumbers) {
    var writer = NameMapWriter()
    let values = type.values.filter { numbers.original(of: $0) == nil }
    for value in values.sorted(by: { $0.number < $1.number }) {
      writer.add(value, aliases: numbers.aliases(of: value))
    }
    self.bytecode = writer.text
  }
}
