import SwiftProtobufPluginLibrary

/// An enum.
struct EnumPlan: Hashable {
  /// A value that is a case.
  struct Case: Hashable {
    let documentation: Documentation
    let name: String
    let dottedName: String
    let number: Int32
    let isDeprecated: Bool
  }

  /// A value that is another name for one.
  struct Alias: Hashable {
    let documentation: Documentation
    let name: String
    let original: String
    let number: Int32
    let isDeprecated: Bool
  }

  /// A value in the order of declaration.
  enum Value: Hashable {
    case main(Case)
    case alias(Alias)
  }

  let documentation: Documentation
  let access: String

  /// The attribute for users that have to expect new cases, with a blank behind it; mostly empty.
  let annotation: String

  /// The name in its scope and in full.
  let name: String
  let fullName: String

  /// Whether numbers without a name are no values. An open enum keeps them by their number.
  let isClosed: Bool

  /// The values that have a Swift name of their own.
  let values: [Value]

  /// The case that an enum begins with, with a leading dot.
  let defaultCase: String

  let nameMap: NameMap

  init(_ type: EnumDescriptor, in context: FileContext) {
    let namer = context.namer
    self.documentation = Documentation(type)
    self.access = context.access
    self.annotation = type.isClosed ? "" : context.openEnumAnnotation
    self.name = namer.relativeName(enum: type)
    self.fullName = namer.fullName(enum: type)
    self.isClosed = type.isClosed
    self.values = Self.values(of: type, in: context)
    self.defaultCase = namer.dottedRelativeName(enumValue: type.values[0])
    self.nameMap = NameMap(type)
  }

  /// Aliases that come out with a Swift name that is taken are left out: it is the same value.
  private static func values(of type: EnumDescriptor, in context: FileContext) -> [Value] {
    let namer = context.namer
    var names: Set<String> = []
    return type.values.compactMap { value in
      let name = namer.relativeName(enumValue: value)
      guard names.insert(name).inserted else { return nil }
      let documentation = Documentation(value)
      if let original = type.original(of: value) {
        let originalName = namer.relativeName(enumValue: original)
        return .alias(
          Alias(
            documentation: documentation, name: name, original: originalName,
            number: value.number, isDeprecated: context.isDeprecated(value)))
      }
      let dottedName = namer.dottedRelativeName(enumValue: value)
      return .main(
        Case(
          documentation: documentation, name: name, dottedName: dottedName, number: value.number,
          isDeprecated: context.isDeprecated(value)))
    }
  }

  /// Whether the compiler is to warn the users of the case that an enum begins with.
  var defaultIsDeprecated: Bool { cases.first?.isDeprecated == true }

  /// Whether the compiler is to warn the users of some case.
  var hasDeprecatedCases: Bool { cases.contains(where: \.isDeprecated) }

  /// The cases in the order of declaration.
  var cases: [Case] {
    values.compactMap { value in
      guard case .main(let main) = value else { return nil }
      return main
    }
  }
}

extension EnumDescriptor {
  /// The first value with the number of `value`; `nil` when that is `value` itself.
  func original(of value: EnumValueDescriptor) -> EnumValueDescriptor? {
    let first = values.first { $0.number == value.number }
    return first === value ? nil : first
  }

  /// The later values with the number of `value`.
  func aliases(of value: EnumValueDescriptor) -> [EnumValueDescriptor] {
    values.filter { $0.number == value.number && $0 !== value }
  }
}
