/// Which checks run.
package struct CheckSelection: Sendable {
  /// The checks or groups to run, for example `uploads/cut` or `uploads`; all if empty.
  package var only: [String] = []

  /// The checks or groups to leave out.
  package var skipped: [String] = []

  /// Whether models may be trained, or asked to be.
  package var trains = true

  package init() {}

  /// The selected checks, in the order in which they run.
  ///
  /// - Throws: ``SubjectError`` if there is no check or group of a name.
  package func checks() throws -> [Check] {
    for name in only + skipped where !Check.all.contains(where: { Self.selects(name, $0) }) {
      throw SubjectError("no check is called \(name): see --list")
    }
    return Check.all.filter { check in
      (only.isEmpty || only.contains { Self.selects($0, check) })
        && !skipped.contains { Self.selects($0, check) }
    }
  }

  private static func selects(_ name: String, _ check: Check) -> Bool {
    check.id == name || check.id.hasPrefix("\(name)/")
  }
}
