internal import SwiftProtobuf

/// A file's descriptor in the form that linking works with: one array for each kind of element, in
/// which the elements refer to each other by index.
///
/// Nothing in it depends on other files, so it is made by the thread that parsed the file.
final class FileModel: Sendable {
  let name: String
  let package: String
  let edition: Google_Protobuf_Edition
  let dependencies: [String]
  let publicDependencies: [Int32]
  let weakDependencies: [Int32]
  let optionDependencies: [String]
  let messages: [MessageModel]
  let fields: [FieldModel]
  let oneofs: [OneofModel]
  let ranges: [RangeModel]
  let enums: [EnumModel]
  let values: [ValueModel]
  let fieldOrder: NumberOrder
  let valueOrder: NumberOrder
  let services: [ServiceModel]
  let methods: [MethodModel]
  /// The elements that aren't inside a message.
  let topLevel: Members
  /// The options of every element that has any, in the order in which protoc interprets them.
  let options: [OptionsModel]
  /// The names that the file adds to the symbol table, in protoc's order.
  let declarations: Declarations
  /// The index of the file's own options; -1 if it has none.
  let fileOptions: Int32
  /// Messages that nest too deeply for protoc.
  let tooDeep: [Int32]

  /// The elements inside a message, or inside a file.
  struct Members: Sendable {
    var messages = Range<Int>.none
    var enums = Range<Int>.none
    var extensions = Range<Int>.none
  }

  init(_ descriptor: Google_Protobuf_FileDescriptorProto) {
    var builder = FileModelBuilder(descriptor)
    builder.build(descriptor)
    name = descriptor.name
    package = descriptor.package
    edition = descriptor.effectiveEdition
    dependencies = descriptor.dependency
    publicDependencies = descriptor.publicDependency
    weakDependencies = descriptor.weakDependency
    optionDependencies = descriptor.optionDependency
    messages = builder.messages
    fields = builder.fields
    oneofs = builder.oneofs
    ranges = builder.ranges
    enums = builder.enums
    values = builder.values
    fieldOrder = builder.fieldOrder
    valueOrder = builder.valueOrder
    services = builder.services
    methods = builder.methods
    topLevel = builder.topLevel
    options = builder.options
    declarations = builder.declarations
    fileOptions = builder.fileOptions
    tooDeep = builder.tooDeep
  }
}

extension FileModel {
  /// Whether the file has the syntax proto2 or proto3.
  var isLegacy: Bool { edition.rawValue < Google_Protobuf_Edition.edition2023.rawValue }
}

extension Google_Protobuf_FileDescriptorProto {
  /// The edition, where proto2 and proto3 count as editions.
  var effectiveEdition: Google_Protobuf_Edition {
    if hasEdition { return edition }
    switch syntax {
    case "", "proto2": return .proto2
    case "proto3": return .proto3
    default: return .unknown
    }
  }
}

extension Range<Int> {
  static var none: Range<Int> { 0..<0 }
}
