import SwiftProtobuf
import SwiftProtobufPluginLibrary
import TrainingSchema

/// A message.
struct MessagePlan: Hashable {
  /// A property, in the order of declaration; that of a oneof comes before those of its members.
  enum Property: Hashable {
    case field(FieldPlan)
    case oneof(OneofPlan)
  }

  /// One step of `==`.
  struct Comparison: Hashable {
    let property: String

    /// Whether the runtime compares the property, as it does what would be much code where it stands.
    let isShared: Bool

    /// Whether the message itself can be in the property.
    let isRecursive: Bool

    /// Whether the property is called `nan`. The compiler would take a comparison with it for one
    /// with the number of that name, which is never equal, and would warn.
    let looksLikeNaN: Bool
  }

  let documentation: Documentation
  let style: FileStyle

  /// Whether the compiler is to warn whoever makes such a message.
  let isDeprecated: Bool

  /// The name in its scope and in full, e.g. `Inner` and `Pkg_Outer.Inner`, and how the message's own
  /// declarations reach it.
  let name: String
  let fullName: String
  let innerName: String

  /// The name in the proto, with package.
  let protoName: String

  let properties: [Property]

  /// Where the fields are kept if they aren't stored in the message itself.
  let box: FieldsBox?

  /// The fields in the order of declaration, and in that of their numbers.
  let fields: [FieldPlan]
  let fieldsByNumber: [FieldPlan]
  let oneofs: [OneofPlan]

  /// The fields in the order of their numbers, members of one oneof that follow each other in one
  /// group, with the extension fields where their numbers belong: the order in which they are
  /// encoded and visited.
  let groups: [FieldGroup]

  /// What has to be equal, beside extension fields and unknown ones; what is recursive comes last.
  let comparisons: [Comparison]

  /// The steps of `isInitialized`; `nil` if no required field can be missing.
  let initializedChecks: [InitializedCheck]?

  /// The numbers that extensions can have, sorted, and apart from each other.
  let extensionRanges: [Range<Int32>]

  /// Whether the message has the format of a `MessageSet`, which has extension fields only.
  let isMessageSet: Bool

  /// What SwiftProtobuf needs for JSON and text format.
  let nameMap: NameMap

  /// Whether the message gets a binary codec of its own.
  let hasCodec: Bool

  /// Whether SwiftProtobuf's encoding is better left to the codec: it is where messages lie inside
  /// the message, which would be measured at every level again. It isn't where a copy of the message
  /// would lie on the stack at every level, or where the codec itself leaves extension fields to
  /// SwiftProtobuf: with each level of extensions, both would measure what is inside several times.
  let isEncodedWhole: Bool

  let enums: [EnumPlan]
  let messages: [MessagePlan]

  init(_ message: Descriptor, in outside: FileContext) {
    let context = outside.inside(message)
    let fields = message.fields.map { FieldPlan($0, in: context) }
    let oneofs = message.realOneofs.map { oneof in
      OneofPlan(oneof, members: oneof.fields.map { fields[$0.index] }, in: context)
    }
    let hasCodec = context.options.binaryCodec
    self.documentation = Documentation(message, in: context)
    self.style = context.style
    self.isDeprecated = context.isDeprecated(message)
    self.name = SwiftWords.escapedType(context.namer.relativeName(message: message))
    self.fullName = context.fullName(of: message)
    self.innerName = context.name(of: message)
    self.protoName = message.fullName
    self.properties = Self.properties(fields, oneofs)
    self.box = context.boxing.keepsFieldsInBox(message) ? FieldsBox(of: message, in: context) : nil
    self.fields = fields
    self.fieldsByNumber = fields.sorted { $0.number < $1.number }
    self.oneofs = oneofs
    self.extensionRanges = message.messageExtensionRanges.map { $0.start..<$0.end }.merged
    self.isMessageSet = message.options.messageSetWireFormat && !extensionRanges.isEmpty
    self.groups = FieldGroup.groups(of: fields, extensionRanges: extensionRanges)
    self.comparisons = Self.comparisons(of: fields, hasCodec: hasCodec)
    self.initializedChecks = InitializedCheck.checks(
      fields, groups, isExtensible: !extensionRanges.isEmpty)
    self.nameMap = NameMap(message)
    self.hasCodec = hasCodec
    self.isEncodedWhole =
      hasCodec && fields.contains(where: \.value.isMessage)
      && !context.boxing.isInlineInItself(message)
      && !context.extensionFields.isFound(in: message)
    self.enums = message.enums.map { EnumPlan($0, in: context) }
    self.messages = message.messages.filter { !$0.options.mapEntry }.map {
      MessagePlan($0, in: context)
    }
  }

  /// Whether the message can have extension fields.
  var isExtensible: Bool { !extensionRanges.isEmpty }
}

extension MessagePlan {
  private static func properties(_ fields: [FieldPlan], _ oneofs: [OneofPlan]) -> [Property] {
    var pending = Dictionary(oneofs.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    return fields.flatMap { field -> [Property] in
      let oneof = field.member.flatMap { pending.removeValue(forKey: $0.property) }
      return (oneof.map { [.oneof($0)] } ?? []) + [.field(field)]
    }
  }

  /// Of a oneof the first member stands for all.
  private static func comparisons(of fields: [FieldPlan], hasCodec: Bool) -> [Comparison] {
    let recursive = Set(fields.filter(\.value.isRecursive).map(comparedProperty))
    var properties: Set<String> = []
    let comparisons = fields.compactMap { field -> Comparison? in
      let property = comparedProperty(of: field)
      guard properties.insert(property).inserted else { return nil }
      let isRecursive = recursive.contains(property)
      return Comparison(
        property: property,
        isShared: hasCodec && isCostly(field) && !(isRecursive && field.visiting.mapType == nil),
        isRecursive: isRecursive, looksLikeNaN: property == "nan")
    }
    return comparisons.filter { !$0.isRecursive } + comparisons.filter(\.isRecursive)
  }

  private static func comparedProperty(of field: FieldPlan) -> String {
    field.member?.property ?? field.storedName
  }

  private static func isCostly(_ field: FieldPlan) -> Bool {
    field.visiting.mapType != nil || field.member != nil || field.value.isMessage
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
