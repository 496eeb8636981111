internal import SwiftProtobuf

/// Collects the elements of a file in protoc's order.
struct FileModelBuilder {
  var messages: [MessageModel] = []
  var fields: [FieldModel] = []
  var oneofs: [OneofModel] = []
  var ranges: [RangeModel] = []
  var enums: [EnumModel] = []
  var values: [ValueModel] = []
  var fieldOrder = NumberOrder()
  var valueOrder = NumberOrder()
  var services: [ServiceModel] = []
  var methods: [MethodModel] = []
  var topLevel = FileModel.Members()
  var options: [OptionsModel] = []
  var declarations = Declarations()
  var fileOptions: Int32 = -1
  var tooDeep: [Int32] = []

  /// The package with a dot before and after it; a single dot if there is none.
  private let packagePrefix: String

  /// protoc's limit for messages inside messages.
  private static let maximumDepth = 32

  init(_ file: Google_Protobuf_FileDescriptorProto) {
    packagePrefix = file.package.isEmpty ? "." : ".\(file.package)."
  }

  mutating func build(_ file: Google_Protobuf_FileDescriptorProto) {
    let messageTypes = file.messageType
    topLevel.messages = reserve(messageTypes, in: -1, prefix: packagePrefix)
    for (offset, index) in topLevel.messages.indices.enumerated() {
      build(messageTypes[offset], at: index, depth: 1)
    }
    topLevel.enums = add(file.enumType, in: -1, prefix: packagePrefix)
    for (position, service) in file.service.enumerated() { add(service, at: position) }
    topLevel.extensions = add(
      file.extension, in: -1, isExtension: true, prefix: packagePrefix, oneofs: .none)
    if file.hasOptions { fileOptions = add(file.options, of: .file) }
  }

  /// Makes room for messages, so that those of one list have indices in a row.
  private mutating func reserve(
    _ list: [Google_Protobuf_DescriptorProto], in parent: Int32, prefix: String
  ) -> Range<Int> {
    let start = messages.count
    for (position, message) in list.enumerated() {
      messages.append(
        MessageModel(
          name: message.name, typeName: prefix + message.name, parent: parent,
          position: Int32(position), visibility: message.visibility,
          reservedRanges: message.reservedRange.map { .init(start: $0.start, end: $0.end) },
          reservedNames: message.reservedName, isMapEntry: message.options.mapEntry,
          claimsMapEntry: message.options.uninterpretedOption.contains {
            $0.name.count == 1 && $0.name[0].namePart == "map_entry"
              && $0.identifierValue == "true"
          }))
    }
    return start..<messages.count
  }

  private mutating func build(
    _ message: Google_Protobuf_DescriptorProto, at index: Int, depth: Int
  ) {
    let prefix = messages[index].typeName + "."
    let parent = Int32(index)
    messages[index].oneofs = add(message.oneofDecl, in: parent, prefix: prefix)
    messages[index].fields = add(
      message.field, in: parent, isExtension: false, prefix: prefix,
      oneofs: messages[index].oneofs)
    messages[index].members.enums = add(message.enumType, in: parent, prefix: prefix)
    messages[index].ranges = add(message.extensionRange, in: parent)
    messages[index].members.extensions = add(
      message.extension, in: parent, isExtension: true, prefix: prefix, oneofs: .none)
    if message.hasOptions {
      messages[index].options = add(message.options, of: ElementID(.message, index))
    }
    if depth < Self.maximumDepth {
      addNested(message.nestedType, to: index, prefix: prefix, depth: depth)
    } else {
      tooDeep.append(parent)
    }
    messages[index].declaration = declarations.add(
      prefix.utf8.dropFirst().dropLast(), ElementID(.message, index))
  }

  private mutating func addNested(
    _ nested: [Google_Protobuf_DescriptorProto], to index: Int, prefix: String, depth: Int
  ) {
    let range = reserve(nested, in: Int32(index), prefix: prefix)
    messages[index].members.messages = range
    for (offset, index) in range.indices.enumerated() {
      build(nested[offset], at: index, depth: depth + 1)
    }
  }

  private mutating func add(
    _ list: [Google_Protobuf_OneofDescriptorProto], in parent: Int32, prefix: String
  ) -> Range<Int> {
    let start = oneofs.count
    for (position, oneof) in list.enumerated() {
      let element = ElementID(.oneof, oneofs.count)
      var model = OneofModel(name: oneof.name, parent: parent, position: Int32(position))
      if oneof.hasOptions { model.options = add(oneof.options, of: element) }
      model.declaration = declarations.add(prefix, oneof.name, element)
      oneofs.append(model)
    }
    return start..<oneofs.count
  }

  private mutating func add(
    _ list: [Google_Protobuf_FieldDescriptorProto], in parent: Int32, isExtension: Bool,
    prefix: String, oneofs: Range<Int>
  ) -> Range<Int> {
    let start = fields.count
    for (position, field) in list.enumerated() {
      let element = ElementID(.field, fields.count)
      var model = FieldModel(
        field, in: parent, at: position, isExtension: isExtension, oneofs: oneofs)
      if field.hasOptions { model.options = add(field.options, of: element) }
      model.declaration = declarations.add(prefix, field.name, element)
      fields.append(model)
    }
    fieldOrder.add(list.lazy.map(\.number))
    return start..<fields.count
  }

  private mutating func add(
    _ list: [Google_Protobuf_DescriptorProto.ExtensionRange], in parent: Int32
  ) -> Range<Int> {
    let start = ranges.count
    for (position, range) in list.enumerated() {
      var model = RangeModel(
        span: .init(start: range.start, end: range.end), parent: parent, position: Int32(position))
      if range.hasOptions {
        model.options = add(range.options, of: ElementID(.extensionRange, ranges.count))
      }
      ranges.append(model)
    }
    return start..<ranges.count
  }

  private mutating func add(
    _ list: [Google_Protobuf_EnumDescriptorProto], in parent: Int32, prefix: String
  ) -> Range<Int> {
    let start = enums.count
    for (position, proto) in list.enumerated() {
      let element = ElementID(.enumeration, enums.count)
      var model = EnumModel(
        name: proto.name, typeName: prefix + proto.name, parent: parent, position: Int32(position),
        visibility: proto.visibility,
        reservedRanges: proto.reservedRange.map { .init(start: $0.start, end: $0.end) },
        reservedNames: proto.reservedName)
      model.values = add(proto.value, in: element.index, prefix: prefix)
      if proto.hasOptions { model.options = add(proto.options, of: element) }
      model.declaration = declarations.add(prefix, proto.name, element)
      enums.append(model)
    }
    return start..<enums.count
  }

  /// Adds values, whose names are in the scope of their enum and not inside the enum.
  private mutating func add(
    _ list: [Google_Protobuf_EnumValueDescriptorProto], in parent: Int32, prefix: String
  ) -> Range<Int> {
    let start = values.count
    for (position, value) in list.enumerated() {
      let element = ElementID(.enumValue, values.count)
      var model = ValueModel(
        name: value.name, number: value.number, parent: parent, position: Int32(position))
      if value.hasOptions { model.options = add(value.options, of: element) }
      model.declaration = declarations.add(prefix, value.name, element)
      values.append(model)
    }
    valueOrder.add(list.lazy.map(\.number))
    return start..<values.count
  }

  private mutating func add(_ service: Google_Protobuf_ServiceDescriptorProto, at position: Int) {
    let element = ElementID(.service, services.count)
    var model = ServiceModel(name: service.name, position: Int32(position))
    let prefix = "\(packagePrefix)\(service.name)."
    model.methods = add(service.method, in: element.index, prefix: prefix)
    if service.hasOptions { model.options = add(service.options, of: element) }
    model.declaration = declarations.add(packagePrefix, service.name, element)
    services.append(model)
  }

  private mutating func add(
    _ list: [Google_Protobuf_MethodDescriptorProto], in parent: Int32, prefix: String
  ) -> Range<Int> {
    let start = methods.count
    for (position, method) in list.enumerated() {
      let element = ElementID(.method, methods.count)
      var model = MethodModel(
        name: method.name, input: method.inputType, output: method.outputType, parent: parent,
        position: Int32(position))
      if method.hasOptions { model.options = add(method.options, of: element) }
      model.declaration = declarations.add(prefix, method.name, element)
      methods.append(model)
    }
    return start..<methods.count
  }

  private mutating func add(_ message: any OptionsMessage, of element: ElementID) -> Int32 {
    options.append(OptionsModel(element: element, message: message))
    return Int32(options.count - 1)
  }
}

extension FieldModel {
  init(
    _ field: Google_Protobuf_FieldDescriptorProto, in parent: Int32, at position: Int,
    isExtension: Bool, oneofs: Range<Int>
  ) {
    let oneof = oneofs.lowerBound + Int(field.oneofIndex)
    let hasOneof = field.hasOneofIndex && field.oneofIndex >= 0 && oneof < oneofs.upperBound
    self.init(
      name: field.name, number: field.number, label: field.label,
      declaredType: field.hasType ? field.type : nil,
      typeName: field.hasTypeName ? field.typeName : nil,
      extendee: isExtension ? field.extendee : nil,
      jsonName: field.hasJsonName ? field.jsonName : nil,
      defaultValue: field.hasDefaultValue ? field.defaultValue : nil,
      isProto3Optional: field.proto3Optional, parent: parent, position: Int32(position),
      isExtension: isExtension, oneof: hasOneof ? Int32(oneof) : -1)
  }
}
