/// A field's properties that decide which options it can have.
struct FieldKind {
  let type: String
  let label: String
  let isExtension: Bool
  var isInOneof = false
}

extension RandomProto {
  mutating func writeFileOptions() {
    let plain = [
      "java_package = \"a.b\"", "java_multiple_files = true", "optimize_for = SPEED",
      "cc_enable_arenas = false", "go_package = 'x/y;z'", "deprecated = true",
      "swift_prefix = \"XY\"",
    ]
    // Each of them can be set once.
    for option in plain where chance(25) && !(syntax == .edition2024 && option.contains("java_m")) {
      text.line("option \(option) ;")
    }
    if syntax.isEdition, chance(30) {
      text.line("option features.\(pick(Self.fileFeatures)) ;")
    }
    writeOptionStatements("file", plain: [])
  }

  private static let fileFeatures = [
    "field_presence = IMPLICIT", "field_presence = EXPLICIT", "enum_type = OPEN",
    "repeated_field_encoding = EXPANDED", "utf8_validation = NONE", "json_format = ALLOW",
    "message_encoding = DELIMITED",
  ]

  /// Writes some options as statements: standard ones, and custom ones from ``OptionsProto``.
  mutating func writeOptionStatements(_ kind: String, plain: [String]) {
    if let option = plain.randomElement(using: &random), chance(30) {
      text.line("option \(option) ;")
    }
    let names = customOptions(of: kind)
    for name in names {
      text.add("option")
      writeAssignment(name)
      text.add(";")
    }
  }

  /// Writes one custom option in brackets.
  mutating func writeOption(of kind: String) {
    writeAssignment(customOptions(of: kind).first ?? CustomOption(kind, "int32", isList: false))
  }

  /// A custom option and its type.
  struct CustomOption {
    let kind: String
    let type: String
    let isList: Bool

    init(_ kind: String, _ type: String, isList: Bool) {
      self.kind = kind
      self.type = type
      self.isList = isList
    }

    var name: String { "\(kind)_\(type.lowercased())" + (isList ? "_list" : "") }
  }

  /// Up to three options of which none is set twice, unless it's a list.
  private mutating func customOptions(of kind: String) -> [CustomOption] {
    var used: Set<String> = []
    return (0..<count(1...3)).map { _ in
      CustomOption(
        kind, pick(OptionsProto.scalars + ["Nested", "Nested", "Nested"]), isList: chance(30))
    }.filter { $0.isList || used.insert($0.name).inserted }
  }

  private mutating func writeAssignment(_ option: CustomOption) {
    text.add("(")
    if chance(30) { text.add(".") }
    text.add("judge", ".", "options", ".", option.name, ")")
    guard option.type == "Nested" else {
      text.add("=")
      return writeValue(option.type)
    }
    if option.isList || chance(60) {
      text.add("=", "{")
      writeAggregate(depth: 0)
      text.add("}")
    } else {
      writePath()
    }
  }

  /// Sets a field inside of an option: `(option).field.(extension).field = value`.
  private mutating func writePath() {
    for _ in 0..<count(0...2) {
      text.add(".")
      text.line(
        pick(["inner", "second", "( judge.options.deeper )", "( judge.options.Nested.inside )"]))
    }
    let type = pick(OptionsProto.scalars)
    switch count(0...2) {
    case 0: text.line(". ( judge.options.number ) = \(count(-5...5))")
    case 1:
      text.add(".", "grouped", ".", "i", "=")
      writeValue("int32")
    default:
      text.add(".", "v_\(type.lowercased())", "=")
      writeValue(type)
    }
  }

  // MARK: Fields

  mutating func writeFieldOptions(_ field: FieldKind) {
    var options: [String] = []
    let isScalar = Self.scalarTypes.contains(field.type)
    let isText = field.type == "string" || field.type == "bytes"
    if chance(10) { options.append("deprecated = true") }
    if chance(10), !field.isExtension {
      let json = pick(["j", "J_", "@", "a-b", "ü"]) + "\(count(0...1_000_000))"
      options.append("json_name = \"\(json)\"")
    }
    if field.label == "repeated", isScalar, !isText, chance(20), !syntax.isEdition {
      let value = pick(["true", "false"])
      options.append("packed = \(value)")
    }
    if field.type.hasSuffix("64"), chance(10) { options.append("jstype = JS_STRING") }
    if chance(5) { options.append("retention = RETENTION_SOURCE") }
    if chance(5) { options.append("targets = TARGET_TYPE_FIELD") }
    if chance(3) { options.append("debug_redact = true") }
    let features = syntax.isEdition && chance(20) ? features(of: field) : []
    if !features.isEmpty { options.append("features.\(pick(features))") }
    let hasDefault = isScalar && field.label != "repeated" && syntax != .proto3 && chance(25)
    let custom = chance(15)
    guard !options.isEmpty || hasDefault || custom else { return }
    text.add("[")
    for (index, option) in options.enumerated() {
      if index > 0 { text.add(",") }
      text.line(option)
    }
    if hasDefault {
      if !options.isEmpty { text.add(",") }
      text.add("default", "=")
      writeValue(field.type)
    }
    if custom {
      if !options.isEmpty || hasDefault { text.add(",") }
      writeOption(of: "field")
    }
    text.add("]")
  }

  /// The features that a field can set.
  private func features(of field: FieldKind) -> [String] {
    let isRepeated = field.label == "repeated"
    switch field.type {
    case "string":
      let validation = ["utf8_validation = NONE", "utf8_validation = VERIFY"]
      return importsCppFeatures ? validation + ["(pb.cpp).string_type = VIEW"] : validation
    case _ where Self.scalarTypes.contains(field.type) && isRepeated && field.type != "bytes":
      return ["repeated_field_encoding = EXPANDED", "repeated_field_encoding = PACKED"]
    case _ where !isRepeated && !field.isExtension && !field.isInOneof:
      return ["field_presence = EXPLICIT"]
    default: return []
    }
  }
}
