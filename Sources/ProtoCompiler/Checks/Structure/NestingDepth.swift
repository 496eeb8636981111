/// Messages may only be nested in 31 others.
enum NestingDepth: Check {
  static func check(_ reporter: inout Reporter) {
    for index in reporter.model.tooDeep {
      reporter.report(
        "nesting", ElementID(.message, index), .other,
        "Messages can be inside each other to a depth of 31: move this one to the top level.")
    }
  }
}
