public import SwiftProtobufPluginLibrary

/// Warns about a JSON name that SwiftProtobuf doesn't write correctly.
public enum JSONNameEncoding: Rule {
  public static let summary = RuleSummary(
    "json-name", .warning,
    reason: "A json_name contains characters outside of ASCII.",
    affects: "JSON from Swift: SwiftProtobuf 1.39 writes each byte of the name as a character.",
    remedy: "Use ASCII characters in json_name.")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    file.messages.flatMap(fields).filter { field in
      field.jsonName?.utf8.allSatisfy { $0 < 0x80 } == false
    }.map { field in
      Breach(
        at: SourcePlace(of: field),
        "JSON from Swift has a wrong name for \(field.name), because its json_name contains "
          + "characters outside of ASCII; use ASCII")
    }
  }

  private static func fields(of message: Descriptor) -> [FieldDescriptor] {
    message.fields + message.messages.flatMap(fields)
  }
}
