/// Finds the key that a misspelled one is meant to be.
enum Spelling {
  /// The most similar key that the daemon reads.
  ///
  /// - Returns: `nil` if the daemon reads `key` itself, or if none is similar.
  static func correction(of key: String) -> String? {
    let key = key.lowercased()
    let known = KnownKeys.all.map(\.name)
    guard !known.contains(key), KnownKeys.former[key] == nil, !KnownKeys.ofMetadata.contains(key)
    else { return nil }
    let letters = letters(of: key)
    let nearest = known.map { (name: $0, distance: distance(letters, self.letters(of: $0))) }
      .min { $0.distance < $1.distance }
    guard let nearest, nearest.distance <= min(3, letters.count / 4) else { return nil }
    return nearest.name
  }

  /// The key without separators, so that `serviceEndpoint` is `service_endpoint`.
  private static func letters(of key: String) -> [Character] {
    key.filter { $0 != "_" && $0 != "-" && $0 != " " }.map(\.self)
  }

  /// How many letters have to be inserted, removed or replaced.
  private static func distance(_ first: [Character], _ second: [Character]) -> Int {
    var row = Array(0...second.count)
    for (index, letter) in first.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in second.indices {
        let replaced = diagonal + (letter == second[column] ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
      }
    }
    return row[second.count]
  }
}
