/// Messages may only be nested in 31 others.
enum NestingDepth: Check {
  static func check(_ reporter: inout Reporter) {
    for index in reporter.model.tooDeep {
      reporter.report(
        "nesting", ElementID(.message, index), .other,
        "Reached maximum recursion limit for nested messages.")
    }
  }
}
