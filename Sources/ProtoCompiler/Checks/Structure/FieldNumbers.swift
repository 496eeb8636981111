/// Field numbers are positive and at most 536,870,911.
///
/// The numbers of extensions are only limited by the ranges of the extended message.
enum FieldNumbers: Check {
  static func check(_ reporter: inout Reporter) {
    for (index, field) in reporter.model.fields.enumerated() {
      let element = ElementID(.field, index)
      if field.number <= 0 {
        let hint = hint(field, &reporter)
        reporter.report("field-number", element, .number, "Field numbers begin at 1.\(hint)")
      } else if !field.isExtension && field.number > FieldNumber.maximum {
        let hint = hint(field, &reporter)
        reporter.report(
          "field-number", element, .number,
          "The greatest field number is \(FieldNumber.maximum).\(hint)")
      }
    }
  }

  private static func hint(_ field: FieldModel, _ reporter: inout Reporter) -> String {
    guard field.parent >= 0, !field.isExtension else { return "" }
    return reporter.freeNumber(in: field.parent)
  }
}
