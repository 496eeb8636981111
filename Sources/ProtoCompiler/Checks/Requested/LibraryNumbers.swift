/// The field numbers 19,000 to 19,999 belong to protobuf itself.
enum LibraryNumbers: Check {
  static func check(_ reporter: inout Reporter) {
    guard reporter.pool.requested.contains(reporter.file) else { return }
    let reserved = FieldNumber.reserved
    for (index, field) in reporter.model.fields.enumerated() where reserved ~= field.number {
      reporter.report(
        "library-number", ElementID(.field, index), .number,
        "protobuf keeps the field numbers \(reserved.lowerBound) to \(reserved.upperBound) for itself: "
          + "choose another.")
    }
  }
}
