import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// Writes a ``NameMap`` instruction by instruction.
struct NameMapWriter {
  /// The instructions: each comes in a form for the next number and one that gives the distance.
  private enum Instruction: UInt64 {
    /// One name for proto and JSON.
    case same = 1
    /// The JSON name follows from the proto's by the usual rule.
    case standard = 3
    /// Two names.
    case unique = 5
    /// A group, whose name in JSON is the lower case of its message's.
    case group = 7
    /// One name and its aliases.
    case alias = 9
    case reservedName = 11
    case reservedNumbers = 12
  }

  private var code = "\0"
  private var previous: Int32 = 0
  private var isEmpty = true

  /// The program; empty when there is no instruction.
  var text: String { isEmpty ? "" : code }

  mutating func add(_ field: FieldDescriptor) {
    if let group = field.groupName {
      add(.group, field.number, [group])
    } else if field.jsonName == field.name {
      add(.same, field.number, [field.name])
    } else if field.jsonName == NamingUtils.toJsonFieldName(field.name) {
      add(.standard, field.number, [field.name])
    } else {
      add(.unique, field.number, [field.name, field.jsonName ?? ""])
    }
  }

  mutating func add(_ value: EnumValueDescriptor, aliases: [EnumValueDescriptor]) {
    let jsonName = JSONName.of(value)
    if !aliases.isEmpty {
      add(.alias, value.number, [value.name])
      append(UInt64(aliases.count))
      for alias in aliases { append(alias.name) }
    } else if jsonName == nil {
      add(.same, value.number, [value.name])
    }
    // After the aliases, so that it is the one that is written.
    if let jsonName { add(.unique, value.number, [value.name, jsonName]) }
  }

  mutating func addReserved(name: String) {
    isEmpty = false
    append(Instruction.reservedName.rawValue)
    append(name)
  }

  mutating func addReserved(numbers: Range<Int32>) {
    isEmpty = false
    append(Instruction.reservedNumbers.rawValue)
    append(bits(numbers.lowerBound))
    append(bits(numbers.upperBound &- numbers.lowerBound))
  }

  private mutating func add(_ instruction: Instruction, _ number: Int32, _ names: [String]) {
    let distance = number &- previous
    previous = number
    isEmpty = false
    if distance == 1 {
      append(instruction.rawValue)
    } else {
      append(instruction.rawValue + 1)
      append(bits(distance))
    }
    for name in names { append(name) }
  }

  private func bits(_ number: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: number))
  }

  private mutating func append(_ integer: UInt64) {
    var rest = integer
    while rest > 0x3F {
      append(UInt8(truncatingIfNeeded: rest & 0x3F | 0x40))
      rest >>= 6
    }
    append(UInt8(truncatingIfNeeded: rest))
  }

  private mutating func append(_ group: UInt8) {
    code.unicodeScalars.append(Unicode.Scalar(group))
  }

  private mutating func append(_ name: String) {
    code += name + "\0"
  }
}

extension FieldDescriptor {
  /// The name of a group in text format: its message's. `nil` unless the field is declared as groups
  /// are, together with its message (as C++'s `IsGroupLike`).
  var groupName: String? {
    guard type == .group, let message = messageType, name == message.name.lowercased() else {
      return nil
    }
    let isBeside =
      if isExtension, extensionScope == nil {
        message.file === file && message.containingType == nil
      } else {
        message.containingType === (isExtension ? extensionScope : containingType)
      }
    return isBeside ? message.name : nil
  }
}
