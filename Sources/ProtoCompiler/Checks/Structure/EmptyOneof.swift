/// A oneof has a field.
enum EmptyOneof: Check {
  static func check(_ reporter: inout Reporter) {
    guard !reporter.model.oneofs.isEmpty else { return }
    var isUsed = reporter.model.oneofs.map { _ in false }
    for field in reporter.model.fields where field.oneof >= 0 { isUsed[Int(field.oneof)] = true }
    for (index, isUsed) in isUsed.enumerated() where !isUsed {
      reporter.report(
        "empty-oneof", ElementID(.oneof, index), .name,
        "A oneof needs a field: add one, or remove the oneof.")
    }
  }
}
