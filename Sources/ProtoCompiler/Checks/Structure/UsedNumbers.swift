/// The numbers of a message's fields, extension ranges and reserved ranges.
struct UsedNumbers {
  private var spans: [(start: Int64, end: Int64)]

  init(of message: Int32, in model: FileModel) {
    let message = model.messages[Int(message)]
    spans = message.fields.indices.map {
      (Int64(model.fields[$0].number), Int64(model.fields[$0].number) + 1)
    }
    spans += message.reservedRanges.map { (Int64($0.start), Int64($0.end)) }
    spans += message.ranges.indices.map {
      (Int64(model.ranges[$0].span.start), Int64(model.ranges[$0].span.end))
    }
    spans.append(
      (Int64(FieldNumber.reserved.lowerBound), Int64(FieldNumber.reserved.upperBound) + 1))
    spans.sort { $0.start < $1.start }
  }

  /// The first number that is free.
  var next: Int64 {
    var number: Int64 = 1
    for span in spans where span.end > number {
      if span.start > number { break }
      number = span.end
    }
    return number
  }

  /// A sentence with the first number that is free, after a blank.
  var suggestion: String {
    next <= Int64(FieldNumber.maximum)
      ? " The next free number is \(next)." : " All numbers are used."
  }
}
