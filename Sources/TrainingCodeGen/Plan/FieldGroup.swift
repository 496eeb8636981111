/// What is encoded by one statement: a field, or members of a oneof that follow each other.
enum FieldGroup: Hashable {
  case field(FieldPlan)
  case oneof(OneofPlan, members: [FieldPlan])

  static func groups(of fields: [FieldPlan], oneofs: [OneofPlan]) -> [FieldGroup] {
    fields.sorted { $0.number < $1.number }.reduce(into: []) { groups, field in
      guard case .oneof(let member) = field.shape,
        let oneof = oneofs.first(where: { $0.name == member.property })
      else {
        groups.append(.field(field))
        return
      }
      if case .oneof(oneof, let members)? = groups.last {
        groups[groups.count - 1] = .oneof(oneof, members: members + [field])
      } else {
        groups.append(.oneof(oneof, members: [field]))
      }
    }
  }
}
