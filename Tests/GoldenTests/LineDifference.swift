/// The lines in which two texts differ. Lines of the first text are marked with `-`, those of the
/// second with `+`.
struct LineDifference: CustomStringConvertible {
  let description: String

  init(_ left: String, _ right: String) {
    let old = left.split(separator: "\n", omittingEmptySubsequences: false)
    let new = right.split(separator: "\n", omittingEmptySubsequences: false)
    description = new.difference(from: old).prefix(40).map { change in
      switch change {
      case .remove(let line, let text, _): "-\(line + 1): \(text)"
      case .insert(let line, let text, _): "+\(line + 1): \(text)"
      }
    }.joined(separator: "\n")
  }

  var isEmpty: Bool { description.isEmpty }
}
