/// Extension ranges begin at 1 or later, and aren't empty.
enum ExtensionRangeNumbers: Check {
  static func check(_ reporter: inout Reporter) {
    for (index, range) in reporter.model.ranges.enumerated() {
      let element = ElementID(.extensionRange, index)
      if range.span.start <= 0 {
        reporter.report(
          "range", element, .number, "Extension numbers must be positive integers.")
      }
      if range.span.start >= range.span.end {
        reporter.report(
          "range", element, .number,
          "Extension range end number must be greater than start number.")
      }
    }
  }
}
