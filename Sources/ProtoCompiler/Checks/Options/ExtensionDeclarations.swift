internal import SwiftProtobuf

/// The declarations of an extension range are complete and don't contradict each other.
enum ExtensionDeclarations: Check {
  static func check(_ reporter: inout Reporter) {
    for (index, message) in reporter.model.messages.enumerated() where !message.ranges.isEmpty {
      checkNumbers(of: index, &reporter)
      checkDeclarations(of: message, &reporter)
    }
  }

  private static func checkNumbers(of message: Int, _ reporter: inout Reporter) {
    let isSet = reporter.pool.isMessageSet(reporter.symbol(.message, message))
    let maximum = isSet ? Int64(Int32.max) : Int64(FieldNumber.maximum)
    for range in reporter.model.messages[message].ranges.indices
    where Int64(reporter.model.ranges[range].span.end) > maximum + 1 {
      reporter.report(
        "range", ElementID(.message, message), .number,
        "The greatest extension number of this message is \(maximum).")
    }
  }

  private static func checkDeclarations(of message: MessageModel, _ reporter: inout Reporter) {
    var names: Set<String> = []
    for index in message.ranges.indices {
      guard
        let options = reporter.options(
          reporter.model.ranges[index].options, as: Google_Protobuf_ExtensionRangeOptions.self),
        !options.declaration.isEmpty
      else { continue }
      if options.hasVerification, options.verification == .unverified {
        return reporter.report(
          "extension-declaration", ElementID(.extensionRange, index), .extendee,
          "A range with declarations can't be UNVERIFIED: remove the option verification.")
      }
      checkDeclarations(options.declaration, index, &names, &reporter)
    }
  }

  private static func checkDeclarations(
    _ declarations: [Google_Protobuf_ExtensionRangeOptions.Declaration], _ range: Int,
    _ names: inout Set<String>, _ reporter: inout Reporter
  ) {
    let element = ElementID(.extensionRange, range)
    var numbers: Set<Int32> = []
    for declaration in declarations {
      if !reporter.model.ranges[range].span.contains(declaration.number) {
        reporter.report(
          "extension-declaration", element, .number,
          "The range doesn't have the number \(declaration.number) of this declaration.")
      }
      if !numbers.insert(declaration.number).inserted {
        reporter.report(
          "extension-declaration", element, .number,
          "The number \(declaration.number) is declared twice: remove one of the declarations.")
      }
      guard declaration.hasFullName, declaration.hasType else {
        checkIncomplete(declaration, element, &reporter)
        continue
      }
      guard names.insert(declaration.fullName).inserted else {
        return reporter.report(
          "extension-declaration", element, .name,
          "The name \"\(declaration.fullName)\" is declared twice: remove one of the declarations.")
      }
      checkNames(declaration, element, &reporter)
    }
  }

  private static func checkIncomplete(
    _ declaration: Google_Protobuf_ExtensionRangeOptions.Declaration, _ element: ElementID,
    _ reporter: inout Reporter
  ) {
    guard declaration.hasFullName != declaration.hasType || !declaration.reserved else { return }
    reporter.report(
      "extension-declaration", element, .extendee,
      "The declaration of \(declaration.number) needs both full_name and type."
    )
  }

  private static func checkNames(
    _ declaration: Google_Protobuf_ExtensionRangeOptions.Declaration, _ element: ElementID,
    _ reporter: inout Reporter
  ) {
    let type = scalars.contains(declaration.type) ? nil : declaration.type
    for name in [declaration.fullName, type].compactMap({ $0 }) {
      if !name.hasPrefix(".") {
        reporter.report(
          "extension-declaration", element, .name,
          "\"\(name)\" must be a full name with a dot before it.")
      } else if !isQualified(name) {
        reporter.report(
          "extension-declaration", element, .name, "\"\(name)\" isn't a name.")
      }
    }
  }

  private static func isQualified(_ name: String) -> Bool {
    name.dropFirst().split(separator: ".", omittingEmptySubsequences: false)
      .allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(Identifier.isPart) }
  }

  /// The types that aren't declared in a proto.
  static let scalars: Set<String> = [
    "double", "float", "int64", "uint64", "int32", "fixed32", "fixed64", "bool", "string", "bytes",
    "uint32", "enum", "sfixed32", "sfixed64", "sint32", "sint64",
  ]
}
