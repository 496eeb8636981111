internal import SwiftProtobuf

/// What the names in a file stand for.
struct Resolution: Sendable {
  /// What is known about a field once its type is found.
  struct Field: Sendable {
    var type: Google_Protobuf_FieldDescriptorProto.TypeEnum
    /// The message or enum that is its type.
    var target: SymbolID?
    /// The message that has the field; for an extension, the extended one.
    var container: SymbolID?
    /// Whether it is a map.
    var isMap = false

    var isMessage: Bool { type == .message || type == .group }
  }

  var fields: [Field] = []
  /// The types of each method's input and output.
  var inputs: [SymbolID?] = []
  var outputs: [SymbolID?] = []
  /// The imported files of which a name was found.
  var used: Set<Int> = []
  var diagnostics: [Diagnostic] = []

  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
