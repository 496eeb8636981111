/// What is encoded by one statement: a field, members of a oneof that follow each other, or
/// extension fields.
enum FieldGroup: Hashable {
  case field(FieldPlan)
  case members(MemberGroup)
  case extensions(Range<Int32>)

  /// The groups in the order of field numbers.
  ///
  /// Extension ranges without a field between them are written by one statement.
  static func groups(of fields: [FieldPlan], extensionRanges: [Range<Int32>]) -> [FieldGroup] {
    let oneofs = OneofSizes(fields)
    var ranges = extensionRanges.sorted { $0.lowerBound < $1.lowerBound }[...]
    var groups: [FieldGroup] = []
    var members: [FieldPlan] = []
    func closeMembers() {
      if !members.isEmpty { groups.append(.members(oneofs.group(of: members))) }
      members = []
    }
    func addRanges(below number: Int32) {
      guard let first = ranges.first, first.lowerBound < number else { return }
      closeMembers()
      let passed = ranges.prefix { $0.lowerBound < number }
      ranges = ranges.dropFirst(passed.count)
      let end = passed.last?.upperBound ?? first.upperBound
      groups.append(.extensions(first.lowerBound..<end))
    }
    for field in fields.sorted(by: { $0.number < $1.number }) {
      addRanges(below: field.number)
      if members.last?.member?.property != field.member?.property { closeMembers() }
      if field.member != nil { members.append(field) } else { groups.append(.field(field)) }
    }
    closeMembers()
    addRanges(below: .max)
    return groups
  }
}

/// Some members of a oneof, which one switch looks at.
struct MemberGroup: Hashable {
  /// The property that holds the oneof.
  let property: String

  let members: [FieldPlan]

  /// Whether the compiler can tell that there is no other member.
  let isExhaustive: Bool
}

/// The numbers of members of the oneofs in a message.
struct OneofSizes {
  private let sizes: [String: Int]

  /// - Parameter fields: the fields of the message.
  init(_ fields: [FieldPlan]) {
    self.sizes = fields.reduce(into: [:]) { sizes, field in
      if let member = field.member { sizes[member.property, default: 0] += 1 }
    }
  }

  /// A group of some members of one oneof; there has to be one.
  func group(of members: [FieldPlan]) -> MemberGroup {
    let property = members.first?.member?.property ?? ""
    return MemberGroup(
      property: property, members: members,
      // A oneof that is not set is one more case.
      isExhaustive: members.count == sizes[property] && members.count < SwitchLimit.cases)
  }
}
