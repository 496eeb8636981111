extension String {
  /// The form that case-insensitive file systems such as ext4 and APFS compare: with full case
  /// folding, which makes ß equal to SS, and without invisible characters (Unicode 5.18).
  var caseFolded: String {
    if utf8.allSatisfy({ $0 < 0x80 }) { return lowercased() }
    return String(unicodeScalars.lazy.flatMap(\.folded).map(Character.init))
  }
}

extension Unicode.Scalar {
  /// The case folding of a character. The standard library has no table for it, but lowercasing,
  /// uppercasing and lowercasing again gives the same result, except for the dotless ı, which is
  /// folded to itself.
  fileprivate var folded: [Unicode.Scalar] {
    if properties.isDefaultIgnorableCodePoint { return [] }
    if self == "\u{131}" { return [self] }
    let large = properties.lowercaseMapping.unicodeScalars.flatMap {
      $0.properties.uppercaseMapping.unicodeScalars
    }
    return large.flatMap { $0.properties.lowercaseMapping.unicodeScalars }
  }
}
