import TrainingSchema

/// Explains errors of the compiler at comments that begin with `#`.
struct HashComments {
  private let texts: [String: [UInt8]]

  init(_ texts: [String: [UInt8]]) {
    self.texts = texts
  }

  /// The findings, with an explanation in the place of each error at such a comment.
  func explaining(_ findings: [Finding]) -> [Finding] {
    let files = Set(findings.filter(\.isError).compactMap(\.place?.file))
    let explanations = files.flatMap { file in
      HashComment.explanations(of: texts[file] ?? [], named: file).map(Finding.init)
    }
    let byPlace = Dictionary(explanations.map { ($0.place, $0) }, uniquingKeysWith: { $1 })
    return findings.map { $0.isError ? byPlace[$0.place] ?? $0 : $0 }
  }
}
