import TrainingSchema

/// Explains errors of the compiler at comments that begin with `#`.
struct HashComments {
  private let texts: [String: [UInt8]]

  init(_ texts: [String: [UInt8]]) {
    self.texts = texts
  }

  /// The findings, with an explanation in the place of each error at such a comment.
  func explaining(_ findings: [Finding]) -> [Finding] {
    let places = Set(findings.filter(\.isError).compactMap(\.place))
    let explanations = Set(places.map(\.file)).flatMap { file in
      HashComment.explanations(of: texts[file] ?? [], named: file) { line, column in
        places.contains(Finding.Place(file: file, line: line, column: column))
      }.map(Finding.init)
    }
    let byPlace = Dictionary(explanations.map { ($0.place, $0) }, uniquingKeysWith: { $1 })
    return findings.map { $0.isError ? byPlace[$0.place] ?? $0 : $0 }
  }
}
