import SwiftProtobuf
import SwiftProtobufPluginLibrary
import TrainingSchema

/// A message.
struct MessagePlan: Hashable {
  let documentation: Documentation
  let access: String

  /// Whether the compiler is to warn whoever makes such a message.
  let isDeprecated: Bool

  /// The name in its scope and in full, e.g. `Inner` and `Pkg_Outer.Inner`.
  let name: String
  let fullName: String

  /// The name in the proto, with package.
  let protoName: String

  /// The fields in the order of declaration.
  let fields: [FieldPlan]
  let oneofs: [OneofPlan]

  /// The fields in the order of their numbers, members of one oneof that follow each other in one
  /// group, with the extension fields where their numbers belong: the order in which they are
  /// encoded and visited.
  let groups: [FieldGroup]

  /// The numbers that extensions can have, sorted, and apart from each other.
  let extensionRanges: [Range<Int32>]

  /// Whether the message has the format of a `MessageSet`, which has extension fields only.
  let isMessageSet: Bool

  /// What SwiftProtobuf needs for JSON and text format.
  let nameMap: NameMap

  /// Whether the message gets a binary codec of its own.
  let hasCodec: Bool

  let enums: [EnumPlan]
  let messages: [MessagePlan]

  init(_ message: Descriptor, in context: FileContext) {
    let fields = message.fields.map { FieldPlan($0, in: context) }
    let oneofs = message.realOneofs.map { OneofPlan($0, fields: fields, in: context) }
    self.documentation = Documentation(message)
    self.access = context.access
    self.isDeprecated = context.isDeprecated(message)
    self.name = context.namer.relativeName(message: message)
    self.fullName = context.namer.fullName(message: message)
    self.protoName = message.fullName
    self.fields = fields
    self.oneofs = oneofs
    self.extensionRanges = message.messageExtensionRanges.map { $0.start..<$0.end }.merged
    self.isMessageSet = message.options.messageSetWireFormat && !extensionRanges.isEmpty
    self.groups = FieldGroup.groups(
      of: fields, oneofs: oneofs, extensionRanges: extensionRanges)
    self.nameMap = NameMap(message)
    self.hasCodec = context.options.binaryCodec
    self.enums = message.enums.map { EnumPlan($0, in: context) }
    self.messages = message.messages.filter { !$0.options.mapEntry }.map {
      MessagePlan($0, in: context)
    }
  }

  /// The fields in the order of their numbers.
  var fieldsByNumber: [FieldPlan] {
    fields.sorted { $0.number < $1.number }
  }

  /// Whether SwiftProtobuf's encoding is better left to the codec: it is where messages lie inside
  /// the message, which would be measured at every level again.
  var isEncodedWhole: Bool {
    hasCodec && fields.contains { $0.value.category == .message }
  }

  /// Whether the message can have extension fields.
  var isExtensible: Bool { !extensionRanges.isEmpty }

  /// Whether a value of this message can lack required fields.
  var needsInitializedCheck: Bool {
    isExtensible || fields.contains { $0.isRequired || $0.value.needsInitializedCheck }
  }
}

extension [Range<Int32>] {
  /// The ranges in order; those that touch each other are one.
  fileprivate var merged: [Range<Int32>] {
    sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { merged, range in
      if let last = merged.last, last.upperBound == range.lowerBound {
        merged[merged.count - 1] = last.lowerBound..<range.upperBound
      } else {
        merged.append(range)
      }
    }
  }
}
