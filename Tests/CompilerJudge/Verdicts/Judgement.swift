/// How two verdicts on one input compare.
public enum Judgement: Sendable {
  /// Both accept with equal descriptors, or both refuse at the same place.
  case equal(accepted: Bool)

  /// Both accept, with different descriptors.
  case descriptors([DescriptorDifference])

  /// Both accept with equal descriptors, but warn at different places.
  case warnings(ours: [CompilerMessage], theirs: [CompilerMessage])

  /// Both refuse, but not at the same place.
  case place(ours: [CompilerMessage], theirs: [CompilerMessage])

  /// Only protoc accepts.
  case refusedByUs([CompilerMessage])

  /// Only we accept.
  case refusedByProtoc([CompilerMessage])

  /// Compares two verdicts.
  ///
  /// A refusal is at the same place if protoc's first error has the place of one of ours: after an
  /// error the two recover in different ways, and find different errors after it. Where protoc has
  /// no place, ours may have one.
  public init(ours: Verdict, protoc: Verdict, schema: DescriptorSchema) {
    switch (ours.descriptors, protoc.descriptors) {
    case (let left?, let right?):
      let found = DescriptorComparison(ours: left, theirs: right, schema: schema).differences
      let warned = Self.agree(ours.warnings, protoc.warnings)
      self =
        !found.isEmpty
        ? .descriptors(found)
        : warned ? .equal(accepted: true) : .warnings(ours: ours.warnings, theirs: protoc.warnings)
    case (nil, nil):
      let same =
        Self.reference(protoc.errors).map { first in
          ours.errors.contains { $0.isAtPlace(of: first) }
        } ?? true
      self = same ? .equal(accepted: false) : .place(ours: ours.errors, theirs: protoc.errors)
    case (nil, _?): self = .refusedByUs(ours.errors)
    case (_?, nil): self = .refusedByProtoc(protoc.errors)
    }
  }

  /// The error of protoc's whose place counts: the first, but for an error without a line after
  /// which one with a line says the same, as for the file of an import.
  private static func reference(_ errors: [CompilerMessage]) -> CompilerMessage? {
    errors.first { $0.line != nil } ?? errors.first
  }

  /// Whether two lists of messages have the same places.
  private static func agree(_ ours: [CompilerMessage], _ theirs: [CompilerMessage]) -> Bool {
    guard ours.count == theirs.count else { return false }
    var rest = ours
    for message in theirs.sorted(by: { $0.place > $1.place }) {
      guard let index = rest.firstIndex(where: { $0.isAtPlace(of: message) }) else { return false }
      rest.remove(at: index)
    }
    return true
  }

  public var isEqual: Bool {
    if case .equal = self { return true }
    return false
  }

  /// The class in which the judgement is counted.
  public var name: String {
    switch self {
    case .equal(accepted: true): "accepted by both, equal"
    case .equal(accepted: false): "refused by both, same place"
    case .descriptors: "accepted by both, different descriptors"
    case .warnings: "accepted by both, different warnings"
    case .place: "refused by both, different place"
    case .refusedByUs: "refused by us only"
    case .refusedByProtoc: "refused by protoc only"
    }
  }

  /// What differs, without names and numbers, so that differences with one cause are counted
  /// together.
  public var cause: String {
    switch self {
    case .equal: ""
    case .descriptors(let found): found.first?.kind ?? ""
    case .warnings(let ours, let theirs):
      "ours: \(ours.first?.pattern ?? "–") protoc: \(theirs.first?.pattern ?? "–")"
    case .place(let ours, let theirs):
      "protoc: \(theirs.first?.pattern ?? "–") ours: \(ours.first?.pattern ?? "–")"
    case .refusedByUs(let messages), .refusedByProtoc(let messages):
      messages.first?.pattern ?? "without a message"
    }
  }

  /// What differs, in lines for a reader.
  public var detail: String {
    switch self {
    case .equal: ""
    case .descriptors(let found):
      found.prefix(5).map(\.description).joined(separator: "\n")
        + (found.count > 5 ? "\n… and \(found.count - 5) more" : "")
    case .warnings(let ours, let theirs), .place(let ours, let theirs):
      (ours.prefix(4).map { "ours:   \($0)" } + theirs.prefix(4).map { "protoc: \($0)" })
        .joined(separator: "\n")
    case .refusedByUs(let messages):
      messages.prefix(4).map { "ours:   \($0)" }.joined(separator: "\n")
    case .refusedByProtoc(let messages):
      messages.prefix(4).map { "protoc: \($0)" }.joined(separator: "\n")
    }
  }
}

extension CompilerMessage {
  /// Whether the message has the place of one of protoc's, as far as protoc's has one.
  fileprivate func isAtPlace(of other: CompilerMessage) -> Bool {
    guard let otherFile = other.file else { return true }
    return file == otherFile && (other.line == nil || place == other.place)
  }

  /// The text without names and numbers.
  var pattern: String {
    text.replacing(/"[^"]*"/, with: "“”").replacing(/'[^']*'/, with: "‘’").replacing(
      /\d+/, with: "N")
  }
}
