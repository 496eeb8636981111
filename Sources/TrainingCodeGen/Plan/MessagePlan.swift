import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// A message.
struct MessagePlan: Hashable {
  let documentation: Documentation
  let access: String

  /// The name in its scope and in full, e.g. `Inner` and `Pkg_Outer.Inner`.
  let name: String
  let fullName: String

  /// The name in the proto, with package.
  let protoName: String

  /// The fields in the order of declaration.
  let fields: [FieldPlan]
  let oneofs: [OneofPlan]

  /// The fields in the order of their numbers, members of one oneof that follow each other in one
  /// group: the order in which they are encoded and visited.
  let groups: [FieldGroup]

  /// What SwiftProtobuf needs for JSON and text format.
  let nameMap: NameMap

  let enums: [EnumPlan]
  let messages: [MessagePlan]

  init(_ message: Descriptor, in context: FileContext) {
    let fields = message.fields.map { FieldPlan($0, in: context) }
    let oneofs = message.realOneofs.map { OneofPlan($0, fields: fields, in: context) }
    self.documentation = Documentation(message)
    self.access = context.access
    self.name = context.namer.relativeName(message: message)
    self.fullName = context.namer.fullName(message: message)
    self.protoName = message.fullName
    self.fields = fields
    self.oneofs = oneofs
    self.groups = FieldGroup.groups(of: fields, oneofs: oneofs)
    self.nameMap = NameMap(message)
    self.enums = message.enums.map { EnumPlan($0, in: context) }
    self.messages = message.messages.filter { !$0.options.mapEntry }.map {
      MessagePlan($0, in: context)
    }
  }

  /// The fields in the order of their numbers.
  var fieldsByNumber: [FieldPlan] {
    fields.sorted { $0.number < $1.number }
  }

  /// Whether a value of this message can lack required fields.
  var needsInitializedCheck: Bool {
    fields.contains(where: \.value.needsInitializedCheck)
  }
}
