/// Reserved ranges and extension ranges don't overlap, and aren't empty.
enum OverlappingRanges: Check {
  private struct Numbers {
    let start: Int64
    let end: Int64
    let path: [Int32]

    var last: Int64 { end - 1 }
  }

  static func check(_ reporter: inout Reporter) {
    for index in reporter.model.messages.indices { checkMessage(index, &reporter) }
    for (index, proto) in reporter.model.enums.enumerated() where !proto.reservedRanges.isEmpty {
      let path = reporter.model.path(of: ElementID(.enumeration, index))
      let reserved = proto.reservedRanges.enumerated().map { position, span in
        Numbers(
          start: Int64(span.start), end: Int64(span.end) + 1, path: path + [4, Int32(position)])
      }
      checkOrder(reserved, &reporter)
      checkOverlaps(reserved, "reserved ranges", &reporter)
    }
  }

  private static func checkMessage(_ index: Int, _ reporter: inout Reporter) {
    let message = reporter.model.messages[index]
    guard !message.reservedRanges.isEmpty || !message.ranges.isEmpty else { return }
    let path = reporter.model.path(of: ElementID(.message, index))
    let reserved = message.reservedRanges.enumerated().map { position, span in
      Numbers(start: Int64(span.start), end: Int64(span.end), path: path + [9, Int32(position)])
    }
    let extensions = message.ranges.indices.map { range in
      let model = reporter.model.ranges[range]
      return Numbers(
        start: Int64(model.span.start), end: Int64(model.span.end),
        path: path + [5, model.position])
    }
    for range in reserved where range.start <= 0 {
      reporter.report(
        "range", at: range.path, .number, "Reserved numbers begin at 1.")
    }
    checkOrder(reserved, &reporter)
    checkOverlaps(reserved, "reserved ranges", &reporter)
    checkOverlaps(extensions, "extension ranges", &reporter)
    checkOverlaps(of: extensions, with: reserved, &reporter)
  }

  private static func checkOrder(
    _ ranges: [Numbers], _ reporter: inout Reporter
  ) {
    for range in ranges where range.start >= range.end {
      reporter.report(
        "range", at: range.path, .number, "The range ends before it begins: swap the numbers.")
    }
  }

  /// Reports ranges that overlap with a later one. protoc blames the first of them.
  private static func checkOverlaps(
    _ ranges: [Numbers], _ kind: String, _ reporter: inout Reporter
  ) {
    guard hasOverlap(ranges) else { return }
    var later = IntervalIndex(ranges.map { ($0.start, $0.end) })
    var found: [(first: Numbers, second: Numbers)] = []
    for (index, range) in ranges.enumerated().reversed() {
      if let other = later.find(range.start, range.end) { found.append((range, ranges[other])) }
      later.insert(index)
    }
    for (first, second) in found.reversed() {
      reporter.report(
        "overlapping-ranges", at: first.path, .number,
        "The \(kind) \(first.start) to \(first.last) and \(second.start) to \(second.last) overlap: "
          + "remove the common numbers from one of them.")
    }
  }

  private static func checkOverlaps(
    of extensions: [Numbers], with reserved: [Numbers], _ reporter: inout Reporter
  ) {
    guard hasOverlap(extensions + reserved) else { return }
    var index = IntervalIndex(reserved.map { ($0.start, $0.end) })
    for range in reserved.indices { index.insert(range) }
    for first in extensions {
      guard let second = index.find(first.start, first.end).map({ reserved[$0] }) else { continue }
      reporter.report(
        "overlapping-ranges", at: first.path, .number,
        "The extension range \(first.start) to \(first.last) contains numbers of the reserved range "
          + "\(second.start) to \(second.last): divide it.")
    }
  }

  /// Whether there is any overlap at all, which is rare.
  private static func hasOverlap(_ ranges: [Numbers]) -> Bool {
    let sorted = ranges.sorted { $0.start < $1.start }
    return zip(sorted, sorted.dropFirst()).contains { $0.end > $1.start }
  }
}
