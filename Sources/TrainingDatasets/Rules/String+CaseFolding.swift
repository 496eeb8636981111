extension String {
  /// What case-insensitive file systems compare: full case folding, ß and SS included, without the
  /// characters that are invisible (Unicode 5.18, as ext4 and APFS do).
  var caseFolded: String {
    if utf8.allSatisfy({ $0 < 0x80 }) { return lowercased() }
    return String(unicodeScalars.lazy.flatMap(\.folded).map(Character.init))
  }
}

extension Unicode.Scalar {
  /// The standard library has no table of foldings; small, large and small again leads to the same,
  /// but for the dotless ı, which is folded to nothing but itself.
  fileprivate var folded: [Unicode.Scalar] {
    if properties.isDefaultIgnorableCodePoint { return [] }
    if self == "\u{131}" { return [self] }
    let large = properties.lowercaseMapping.unicodeScalars.flatMap {
      $0.properties.uppercaseMapping.unicodeScalars
    }
    return large.flatMap { $0.properties.lowercaseMapping.unicodeScalars }
  }
}
