import SwiftProtobuf
import SwiftProtobufPluginLibrary
import TrainingSchema

/// Which declarations the compiler is to warn the users of.
///
/// Fields and enum values are themselves deprecated. Of a deprecated message it is `init()`: what
/// other messages and services say about the type stays free of warnings, which nobody could mend.
/// A field that names a model stays free as well, because the guards read it.
extension FileContext {
  func isDeprecated(_ field: FieldDescriptor) -> Bool {
    isMarked(field.options.deprecated) && !field.isModelID
  }

  func isDeprecated(_ message: Descriptor) -> Bool {
    isMarked(message.options.deprecated || message.file.options.deprecated)
  }

  func isDeprecated(_ value: EnumValueDescriptor) -> Bool {
    let type: EnumDescriptor = value.enumType
    return isMarked(
      value.options.deprecated || type.options.deprecated || type.file.options.deprecated)
  }

  /// Whether the compiler warns whoever names the case of `value`, be it under another name.
  func warnsOf(_ value: EnumValueDescriptor) -> Bool {
    guard options.deprecation == .attribute else { return false }
    let main = EnumNumbers(value.enumType).original(of: value) ?? value
    return isDeprecated(value) || isDeprecated(main)
  }

  private func isMarked(_ deprecated: Bool) -> Bool {
    deprecated && options.deprecation == .attribute
  }
}
