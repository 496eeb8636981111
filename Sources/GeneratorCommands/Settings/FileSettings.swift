/// What settings say about one proto, or about all of those that they don't say more about.
struct FileSettings: Hashable {
  /// What is generated for a proto.
  enum Part: String, CaseIterable {
    case messages, servers, clients, guards, manifest
  }

  /// What is generated; `nil` for everything.
  var parts: Set<Part>?

  /// The access level of generated declarations, as an option's value.
  var visibility: String?

  /// More options of the generator, in the order in which they apply.
  var options: [String] = []

  /// These settings, and where they say nothing, others.
  func overriding(_ other: FileSettings) -> FileSettings {
    FileSettings(
      parts: parts ?? other.parts, visibility: visibility ?? other.visibility,
      options: other.options + options)
  }

  /// Whether a part is generated.
  func has(_ part: Part) -> Bool { parts?.contains(part) ?? true }

  /// The options for the generator.
  ///
  /// - Parameter standard: the access level, if the settings name none.
  func parameter(visibility standard: String) -> String {
    var values = ["Visibility=\(visibility ?? standard)", "Server=\(has(.servers))"]
    values += ["Client=\(has(.clients))", "Manifest=\(has(.manifest) ? "PerFile" : "None")"]
    return (values + options).joined(separator: ",")
  }

  /// Whether a generated file is wanted, by the end of its name.
  func wants(_ file: String) -> Bool {
    if file.hasSuffix(".pb.swift") { return has(.messages) }
    if file.hasSuffix(".grpc.swift") { return has(.servers) || has(.clients) }
    if file.hasSuffix(".training.swift") { return has(.guards) }
    return has(.manifest)
  }
}
