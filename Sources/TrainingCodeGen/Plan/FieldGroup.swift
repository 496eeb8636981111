/// What is encoded by one statement: a field, members of a oneof that follow each other, or
/// extension fields.
enum FieldGroup: Hashable {
  case field(FieldPlan)
  case oneof(OneofPlan, members: [FieldPlan])
  case extensions(Range<Int32>)

  /// The groups in the order of field numbers.
  static func groups(
    of fields: [FieldPlan], oneofs: [OneofPlan], extensionRanges: [Range<Int32>]
  ) -> [FieldGroup] {
    var ranges = extensionRanges.sorted { $0.lowerBound < $1.lowerBound }[...]
    var groups: [FieldGroup] = []
    for field in fields.sorted(by: { $0.number < $1.number }) {
      while let range = ranges.first, range.lowerBound < field.number {
        groups.add(ranges.removeFirst())
      }
      groups.add(field, oneofs)
    }
    for range in ranges { groups.add(range) }
    return groups
  }
}

extension [FieldGroup] {
  /// Ranges without a field between them are written by one statement.
  fileprivate mutating func add(_ range: Range<Int32>) {
    if case .extensions(let last) = self.last {
      self[count - 1] = .extensions(last.lowerBound..<range.upperBound)
    } else {
      append(.extensions(range))
    }
  }

  fileprivate mutating func add(_ field: FieldPlan, _ oneofs: [OneofPlan]) {
    guard case .oneof(let member) = field.shape,
      let oneof = oneofs.first(where: { $0.name == member.property })
    else { return append(.field(field)) }
    if case .oneof(oneof, let members) = last {
      self[count - 1] = .oneof(oneof, members: members + [field])
    } else {
      append(.oneof(oneof, members: [field]))
    }
  }
}
