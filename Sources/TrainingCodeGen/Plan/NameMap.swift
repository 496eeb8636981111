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
    var program = NameProgram()
    for field in message.fields.sorted(by: { $0.number < $1.number }) {
      program.add(field)
    }
    for name in message.reservedNames { program.addReserved(name: name) }
    for range in message.reservedRanges { program.addReserved(numbers: range) }
    self.bytecode = program.text
  }

  init(_ type: EnumDescriptor) {
    var program = NameProgram()
    let values = type.values.filter { type.original(of: $0) == nil }
    for value in values.sorted(by: { $0.number < $1.number }) {
      program.add(value, aliases: type.aliases(of: value))
    }
    self.bytecode = program.text
  }
}
