/// Extension ranges begin at 1 or later, and aren't empty.
enum ExtensionRangeNumbers: Check {
  static func check(_ reporter: inout Reporter) {
    for (index, range) in reporter.model.ranges.enumerated() {
      let element = ElementID(.extensionRange, index)
      if range.span.start <= 0 {
        reporter.report(
          "range", element, .number, "Extension numbers begin at 1.")
      }
      if range.span.start >= range.span.end {
        reporter.report(
          "range", element, .number,
          "The range ends before it begins: swap the numbers.")
      }
    }
  }
}
