/// What messages say about imports that are missing.
public struct ImportAdvice: Sendable {
  /// The file that declares a name, for well-known names without a dot before them, such as
  /// `training.ModelID`. The names in protobuf's own protos are known without it.
  public var declaringFiles: [String: String]

  /// Returns a sentence about what to do, for an import that wasn't found and the path of the file that
  /// imports it, which is `nil` if that isn't on disk.
  public var missing: @Sendable (_ name: String, _ importer: String?) -> String?

  /// Creates advice, for which all names in protobuf's own protos are well known.
  public init(
    declaringFiles: [String: String] = [:],
    missing: @escaping @Sendable (_ name: String, _ importer: String?) -> String? = { _, _ in nil }
  ) {
    self.declaringFiles = declaringFiles
    self.missing = missing
  }

  private static let wellKnown: [String: String] = {
    var files: [String: String] = [:]
    for (file, names) in wellKnownTypes {
      for name in names { files["google.protobuf.\(name)"] = "google/protobuf/\(file).proto" }
    }
    return files
  }()

  private static let wellKnownTypes: [String: [String]] = [
    "any": ["Any"],
    "descriptor": [
      "EnumOptions", "EnumValueOptions", "ExtensionRangeOptions", "FieldOptions",
      "FileDescriptorProto", "FileDescriptorSet", "FileOptions", "MessageOptions", "MethodOptions",
      "OneofOptions", "ServiceOptions",
    ],
    "duration": ["Duration"],
    "empty": ["Empty"],
    "field_mask": ["FieldMask"],
    "struct": ["ListValue", "NullValue", "Struct", "Value"],
    "timestamp": ["Timestamp"],
    "wrappers": [
      "BoolValue", "BytesValue", "DoubleValue", "FloatValue", "Int32Value", "Int64Value",
      "StringValue", "UInt32Value", "UInt64Value",
    ],
  ]

  /// A sentence about the import that is missing for a name, as a proto writes it; `nil` if the name
  /// isn't known.
  func sentence(about name: String) -> String? {
    let full = name.hasPrefix(".") ? String(name.dropFirst()) : name
    if let file = declaringFiles[full] ?? Self.wellKnown[full] { return "Add import \"\(file)\"." }
    guard !full.contains("."), let known = Self.wellKnown["google.protobuf.\(full)"] else {
      return nil
    }
    return "For google.protobuf.\(full), write its full name and add import \"\(known)\"."
  }

  /// A sentence about the file that was probably meant by an import; `nil` if none is similar.
  func sentence(aboutMissing name: String, importer: String?) -> String? {
    if let sentence = missing(name, importer) { return sentence }
    let files = Set(declaringFiles.values).union(Self.wellKnown.values).sorted()
    return Suggestion.nearest(to: name, in: files).map { "Did you mean \"\($0)\"?" }
  }
}
