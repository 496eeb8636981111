/// The normalised compression distance of two byte strings x and y,
/// (C(xy) − min(C(x), C(y))) / max(C(x), C(y)), where C is the compressed size.
///
/// It is about 0 for equal strings and about 1 for strings that have nothing in common (Cilibrasi
/// and Vitányi, "Clustering by Compression", 2005, definition 6).
struct CompressionDistance: Comparable {
  let value: Double

  /// - Parameters:
  ///   - joint: the compressed size of both strings together.
  ///   - first: the compressed size of one string. It is never 0, because of the compressor's
  ///     header.
  ///   - second: the compressed size of the other string.
  init(joint: Int, first: Int, second: Int) {
    value = Double(joint - min(first, second)) / Double(max(first, second, 1))
  }

  static func < (left: Self, right: Self) -> Bool { left.value < right.value }
}
