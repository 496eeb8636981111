import TestSupport

/// Writes a proto that uses the whole grammar. Each seed gives one proto; most are accepted by
/// protoc, and no two are alike.
public struct RandomProto {
  var random: SeededRandom
  var text = ProtoText()
  let syntax: Syntax

  /// The next part of a new name.
  private var nameCount = 0

  /// Messages and enums that can be used as types, by full name without a leading dot.
  var messages = ["google.protobuf.Any", "judge.options.Nested"]
  var enums: [String] = []
  var extendable: [(name: String, nextNumber: Int)] = []
  var importsCppFeatures = false
  /// The package and the enclosing messages.
  var scope: [String] = []

  /// The language of a proto.
  enum Syntax: CaseIterable {
    case unnamed, proto2, proto3, edition2023, edition2024

    var isEdition: Bool { self == .edition2023 || self == .edition2024 }
    var isProto2: Bool { self == .unnamed || self == .proto2 }
  }

  public init(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    self.syntax = Syntax.allCases.randomElement(using: &random) ?? .proto3
    self.random = random
  }

  /// The input that compiles the proto.
  ///
  /// - Parameter include: the folder with the well-known protos.
  public static func input(seed: UInt64, include: String) -> CompilerInput {
    var proto = RandomProto(seed: seed)
    return CompilerInput(
      files: ["random.proto": proto.written(), OptionsProto.name: Array(OptionsProto.text.utf8)],
      folders: [include], requested: ["random.proto"])
  }

  private mutating func written() -> [UInt8] {
    writeHead()
    for _ in 0..<count(1...8) { writeDeclaration() }
    return text.rendered(using: &random)
  }

  private mutating func writeHead() {
    switch syntax {
    case .unnamed: break
    case .proto2: text.line("syntax = \"proto2\" ;")
    case .proto3: text.line("syntax = 'proto3' ;")
    case .edition2023: text.line("edition = \"2023\" ;")
    case .edition2024: text.line("edition = \"2024\" ;")
    }
    writeImports()
    if chance(70) {
      scope = (0..<count(1...3)).map { _ in name("p") }
      text.add("package")
      for (index, part) in scope.enumerated() { text.add(index > 0 ? "." : "", part) }
      text.add(";")
    }
    if chance(50) { writeFileOptions() }
  }

  private mutating func writeImports() {
    text.line("import \"google/protobuf/any.proto\" ;")
    text.line("import \"judge/options.proto\" ;")
    if chance(30) { text.line("import public \"google/protobuf/timestamp.proto\" ;") }
    if chance(20) { text.line("import \"google/protobuf/\" 'duration.proto' ;") }
    if chance(10), syntax != .edition2024 {
      text.line("import weak \"google/protobuf/empty.proto\" ;")
    }
    if chance(30), syntax.isEdition {
      importsCppFeatures = true
      text.line("import \"google/protobuf/cpp_features.proto\" ;")
    }
    if chance(20), syntax == .edition2024 {
      text.line("import option \"google/protobuf/java_features.proto\" ;")
    }
  }

  mutating func writeDeclaration() {
    switch count(0...19) {
    case 0...9: writeMessage(depth: 0)
    case 10...13: writeEnum()
    case 14...16: writeService()
    case 17...18: writeExtend()
    default: text.add(";")
    }
  }

  // MARK: Choices

  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

  mutating func count(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  mutating func pick(_ words: [String]) -> String { words.randomElement(using: &random) ?? "" }

  /// A name that hasn't been used. Some names are keywords or have unusual shapes.
  mutating func name(_ prefix: String) -> String {
    nameCount += 1
    let style = pick(["", "", "", "_", "message_", "Type", "_X_", "option", "a__b", "UPPER_"])
    if syntax == .edition2024 { return "\(prefix)\(nameCount)" }
    return "\(prefix)\(style)\(nameCount)"
  }

  /// A reference to a type: by its full name, or by a part of it that is found in this scope.
  mutating func reference(to full: String) -> String {
    if chance(40) { return ".\(full)" }
    let parts = full.split(separator: ".").map(String.init)
    var common = zip(parts.dropLast(), scope).prefix { $0 == $1 }.count
    common = common == 0 ? 0 : count(0...common)
    return parts[common...].joined(separator: ".")
  }

  func full(_ name: String) -> String { (scope + [name]).joined(separator: ".") }
}
