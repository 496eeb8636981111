internal import SwiftProtobuf

/// Options are only set on elements that they are meant for.
enum OptionTargets: Check {
  static func check(_ reporter: inout Reporter) {
    guard reporter.pool.requested.contains(reporter.file) else { return }
    let options = reporter.pool.options[reporter.file]
    for index in options.restricted.sorted() {
      let element = reporter.model.options[index].element
      let (target, name) = element.kind.target
      OptionWalk(reporter.pool).visit(options.messages[index], of: element.kind) {
        option, targets, _ in
        guard !targets.isEmpty, !targets.contains(target) else { return }
        reporter.report(
          "option-target", element, .name,
          "The option \"\(option)\" isn't meant for a declaration of this kind (\(name)): remove it."
        )
      }
    }
  }
}

extension SymbolKind {
  /// The kind as the option `targets` names it, and as protoc does.
  fileprivate var target: (Google_Protobuf_FieldOptions.OptionTargetType, String) {
    switch self {
    case .file, .package: (.targetTypeFile, "file")
    case .message: (.targetTypeMessage, "message")
    case .field: (.targetTypeField, "field")
    case .oneof: (.targetTypeOneof, "oneof")
    case .extensionRange: (.targetTypeExtensionRange, "extension range")
    case .enumeration: (.targetTypeEnum, "enum")
    case .enumValue: (.targetTypeEnumEntry, "enum entry")
    case .service: (.targetTypeService, "service")
    case .method: (.targetTypeMethod, "method")
    }
  }
}
