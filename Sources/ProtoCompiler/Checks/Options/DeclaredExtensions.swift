internal import SwiftProtobuf

/// An extension is as its range declares it.
enum DeclaredExtensions: Check {
  static func check(_ reporter: inout Reporter) {
    for (index, field) in reporter.model.fields.enumerated() where field.isExtension {
      guard let message = reporter.resolved(index).container,
        let options = options(of: message, field.number, reporter.pool)
      else { continue }
      check(index, message, options, &reporter)
    }
  }

  /// The options of the range that an extension is in. Options of descriptor.proto need no
  /// declaration.
  private static func options(
    of message: SymbolID, _ number: Int32, _ pool: Pool
  ) -> Google_Protobuf_ExtensionRangeOptions? {
    let owner = pool.files[Int(message.file)]
    guard owner.name != "google/protobuf/descriptor.proto",
      let range = pool.message(message).ranges.indices
        .first(where: { owner.ranges[$0].span.contains(number) }),
      owner.ranges[range].options >= 0
    else { return nil }
    let options = pool.options[Int(message.file)].messages[Int(owner.ranges[range].options)]
    return options as? Google_Protobuf_ExtensionRangeOptions
  }

  private static func check(
    _ index: Int, _ message: SymbolID, _ options: Google_Protobuf_ExtensionRangeOptions,
    _ reporter: inout Reporter
  ) {
    let number = reporter.model.fields[index].number
    let element = ElementID(.field, index)
    let name = reporter.model.fullName(of: element)
    let extended = reporter.pool.message(message).fullName
    guard let declaration = options.declaration.first(where: { $0.number == number }) else {
      guard !options.declaration.isEmpty || options.verification == .declaration else { return }
      return reporter.report(
        "declared-extension", element, .extendee,
        "\"\(extended)\" declares the extensions of this range, but not \"\(name)\" with the number "
          + "\(number): add a declaration, or use a number of another range.")
    }
    if declaration.reserved {
      return reporter.report(
        "declared-extension", element, .extendee,
        "\"\(extended)\" reserves the extension number \(number): choose another for \"\(name)\".")
    }
    for expectation in differences(declaration, index, name, reporter) {
      reporter.report(
        "declared-extension", element, .extendee,
        "\"\(extended)\" declares that its extension \(number) must \(expectation).")
    }
  }

  private static func differences(
    _ declaration: Google_Protobuf_ExtensionRangeOptions.Declaration, _ index: Int, _ name: String,
    _ reporter: Reporter
  ) -> [String] {
    var differences: [String] = []
    let actual = typeName(of: index, reporter)
    let isQualified =
      ExtensionDeclarations.scalars.contains(declaration.type) || declaration.type.hasPrefix(".")
    let type = isQualified ? declaration.type : ".\(declaration.type)"
    if !declaration.type.isEmpty, type != actual {
      differences.append("be type \"\(type)\", not \"\(actual)\"")
    }
    if !declaration.fullName.isEmpty, declaration.fullName != ".\(name)" {
      differences.append("have field name \"\(declaration.fullName)\", not \".\(name)\"")
    }
    if declaration.repeated != reporter.model.fields[index].isRepeated {
      differences.append("be \(declaration.repeated ? "repeated" : "optional")")
    }
    return differences
  }

  private static func typeName(of index: Int, _ reporter: Reporter) -> String {
    let resolved = reporter.resolved(index)
    if let target = resolved.target { return ".\(reporter.pool.fullName(target))" }
    return resolved.type.keyword
  }
}

extension Google_Protobuf_FieldDescriptorProto.TypeEnum {
  /// The word for the type in a proto.
  var keyword: String {
    switch self {
    case .double: "double"
    case .float: "float"
    case .int64: "int64"
    case .uint64: "uint64"
    case .int32: "int32"
    case .fixed64: "fixed64"
    case .fixed32: "fixed32"
    case .bool: "bool"
    case .string: "string"
    case .group: "group"
    case .message: "message"
    case .bytes: "bytes"
    case .uint32: "uint32"
    case .enum: "enum"
    case .sfixed32: "sfixed32"
    case .sfixed64: "sfixed64"
    case .sint32: "sint32"
    case .sint64: "sint64"
    }
  }
}
