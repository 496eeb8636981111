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

    /// The value, as Swift source.
    let value: String
    let isDeprecated: Bool
  }

  /// A value in the order of declaration.
  enum Value: Hashable {
    case main(Case)
    case alias(Alias)
  }

  /// How the enum is declared.
  enum Form: Hashable {
    /// Numbers without a name are not values. Cases have raw values.
    case closed
    /// Numbers without a name are kept in a case of their own.
    case open
    /// As the others, and with what the compiler does not make of deprecated cases.
    case closedWithDeprecatedCases
    case openWithDeprecatedCases
  }

  let documentation: Documentation
  let style: FileStyle

  /// The attribute for users that have to expect new cases, with a blank behind it; mostly empty.
  let annotation: String

  /// The name in its scope and in full, and how the enum's own declarations reach it.
  let name: String
  let fullName: String
  let innerName: String

  let form: Form

  /// The values that have a Swift name of their own.
  let values: [Value]

  /// The cases in the order of declaration, and in that of their numbers.
  let cases: [Case]
  let casesByNumber: [Case]

  /// The cases by their numbers in as many parts as switches over them need, and whether that is more
  /// than one.
  let switches: [[Case]]
  let isSwitchParted: Bool

  /// The case that an enum begins with, with a leading dot, and whether users of it are warned.
  let defaultCase: String
  let defaultIsDeprecated: Bool

  let nameMap: NameMap

  init(_ type: EnumDescriptor, in context: FileContext) {
    let namer = context.namer
    let names = EnumNumbers(type)
    let values = Self.values(of: type, names, in: context)
    let cases = values.compactMap { value in
      if case .main(let main) = value { main } else { nil }
    }
    let byNumber = cases.sorted { $0.number < $1.number }
    self.documentation = Documentation(type, in: context)
    self.style = context.style
    self.annotation = type.isClosed ? "" : context.openEnumAnnotation
    self.name = SwiftWords.escapedType(namer.relativeName(enum: type))
    self.fullName = context.fullName(of: type)
    self.innerName = context.insideEnum.name(of: type)
    self.form = Form(isClosed: type.isClosed, isDeprecated: cases.contains(where: \.isDeprecated))
    self.values = values
    self.cases = cases
    self.casesByNumber = byNumber
    self.switches = stride(from: 0, to: byNumber.count, by: SwitchLimit.cases).map { start in
      Array(byNumber[start...].prefix(SwitchLimit.cases))
    }
    self.isSwitchParted = switches.count > 1
    self.defaultCase = namer.dottedRelativeName(enumValue: type.values[0])
    self.defaultIsDeprecated = cases.first?.isDeprecated == true
    self.nameMap = NameMap(type, names)
  }

  /// Aliases that come out with a Swift name that is taken are left out: it is the same value.
  private static func values(
    of type: EnumDescriptor, _ numbers: EnumNumbers, in context: FileContext
  ) -> [Value] {
    let namer = context.namer
    var names: Set<String> = []
    return type.values.compactMap { value in
      let name = SwiftWords.escapedMember(namer.relativeName(enumValue: value))
      guard names.insert(name).inserted else { return nil }
      guard let original = numbers.original(of: value) else {
        return .main(
          Case(
            documentation: Documentation(value, in: context), name: name,
            dottedName: namer.dottedRelativeName(enumValue: value), number: value.number,
            isDeprecated: context.isDeprecated(value)))
      }
      return .alias(
        Alias(
          documentation: Documentation(value, in: context), name: name,
          value: alias(of: original, in: context), isDeprecated: context.isDeprecated(value)))
    }
  }

  /// A deprecated case is named by its number, or the alias that takes its place would draw the
  /// warning.
  private static func alias(of original: EnumValueDescriptor, in context: FileContext) -> String {
    guard context.isDeprecated(original) else {
      return SwiftWords.escapedMember(context.namer.relativeName(enumValue: original))
    }
    let type = context.insideEnum.name(of: original.enumType)
    return "\(context.style.modules.enumCodec(of: type)).value(numbered: \(original.number))"
  }
}

extension EnumPlan.Form {
  fileprivate init(isClosed: Bool, isDeprecated: Bool) {
    switch (isClosed, isDeprecated) {
    case (true, false): self = .closed
    case (true, true): self = .closedWithDeprecatedCases
    case (false, false): self = .open
    case (false, true): self = .openWithDeprecatedCases
    }
  }
}

/// The values of an enum by their numbers.
struct EnumNumbers {
  private let values: [Int32: [EnumValueDescriptor]]

  init(_ type: EnumDescriptor) {
    self.values = Dictionary(grouping: type.values, by: \.number)
  }

  /// The first value with the number of `value`; `nil` when that is `value` itself.
  func original(of value: EnumValueDescriptor) -> EnumValueDescriptor? {
    let first = values[value.number]?.first
    return first === value ? nil : first
  }

  /// The other values with the number of `value`.
  func aliases(of value: EnumValueDescriptor) -> [EnumValueDescriptor] {
    values[value.number]?.filter { $0 !== value } ?? []
  }
}
