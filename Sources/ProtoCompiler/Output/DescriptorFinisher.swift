internal import SwiftProtobuf

/// Completes a file's descriptor with what linking found: types, full names, options, names in JSON.
struct DescriptorFinisher {
  private let pool: Pool
  private let model: FileModel
  private let resolution: Resolution
  private let options: [any OptionsMessage]

  init(_ pool: Pool, file: Int) {
    self.pool = pool
    model = pool.files[file]
    resolution = pool.resolutions[file]
    options = pool.options[file].messages
  }

  /// Completes the descriptor from which the file's model was made.
  func finish(_ file: inout Google_Protobuf_FileDescriptorProto) {
    switch model.edition {
    case .proto2: file.clearSyntax()
    case .proto3: file.syntax = "proto3"
    default: file.syntax = "editions"
    }
    for index in file.messageType.indices {
      finish(&file.messageType[index], model.topLevel.messages.indices.lowerBound + index)
    }
    for index in file.enumType.indices {
      finish(&file.enumType[index], model.topLevel.enums.indices.lowerBound + index)
    }
    for index in file.service.indices { finish(&file.service[index], index) }
    for index in file.extension.indices {
      finish(&file.extension[index], model.topLevel.extensions.indices.lowerBound + index)
    }
    set(model.fileOptions) { file.options = $0 }
  }

  // swift-protobuf copies an array that is changed in a message with storage of its own. So arrays
  // are taken out, changed and put back.

  private func finish(_ message: inout Google_Protobuf_DescriptorProto, _ index: Int) {
    let model = model.messages[index]
    var fields = message.field
    message.field = []
    for (offset, index) in model.fields.indices.enumerated() { finish(&fields[offset], index) }
    message.field = fields
    if !model.members.messages.isEmpty {
      var nested = message.nestedType
      message.nestedType = []
      for (offset, index) in model.members.messages.indices.enumerated() {
        finish(&nested[offset], index)
      }
      message.nestedType = nested
    }
    finishRest(&message, model)
  }

  private func finishRest(_ message: inout Google_Protobuf_DescriptorProto, _ model: MessageModel) {
    if !model.members.enums.isEmpty {
      var enums = message.enumType
      message.enumType = []
      for (offset, index) in model.members.enums.indices.enumerated() {
        finish(&enums[offset], index)
      }
      message.enumType = enums
    }
    if !model.members.extensions.isEmpty {
      var extensions = message.extension
      message.extension = []
      for (offset, index) in model.members.extensions.indices.enumerated() {
        finish(&extensions[offset], index)
      }
      message.extension = extensions
    }
    for (offset, index) in model.oneofs.indices.enumerated() {
      set(self.model.oneofs[index].options) { message.oneofDecl[offset].options = $0 }
    }
    for (offset, index) in model.ranges.indices.enumerated() {
      set(self.model.ranges[index].options) { message.extensionRange[offset].options = $0 }
    }
    set(model.options) { message.options = $0 }
  }

  private func finish(_ field: inout Google_Protobuf_FieldDescriptorProto, _ index: Int) {
    let model = model.fields[index]
    let resolved = resolution.fields[index]
    field.type = resolved.type
    if let target = resolved.target { field.typeName = typeName(target) }
    if model.isExtension, let container = resolved.container {
      field.extendee = typeName(container)
    }
    if model.jsonName == nil { field.jsonName = JSONName.of(model.name) }
    if let value = model.defaultValue, let text = DefaultValue.text(value, resolved.type) {
      field.defaultValue = text
    }
    set(model.options) { field.options = $0 }
  }

  private func finish(_ proto: inout Google_Protobuf_EnumDescriptorProto, _ index: Int) {
    let model = model.enums[index]
    if model.values.indices.contains(where: { self.model.values[$0].options >= 0 }) {
      var values = proto.value
      proto.value = []
      for (offset, index) in model.values.indices.enumerated() {
        set(self.model.values[index].options) { values[offset].options = $0 }
      }
      proto.value = values
    }
    set(model.options) { proto.options = $0 }
  }

  private func finish(_ service: inout Google_Protobuf_ServiceDescriptorProto, _ index: Int) {
    let model = model.services[index]
    for (offset, index) in model.methods.indices.enumerated() {
      var method = service.method[offset]
      if let input = resolution.inputs[index] { method.inputType = typeName(input) }
      if let output = resolution.outputs[index] { method.outputType = typeName(output) }
      if !method.clientStreaming { method.clearClientStreaming() }
      if !method.serverStreaming { method.clearServerStreaming() }
      set(self.model.methods[index].options) { method.options = $0 }
      service.method[offset] = method
    }
    set(model.options) { service.options = $0 }
  }

  private func typeName(_ symbol: SymbolID) -> String {
    let owner = pool.files[Int(symbol.file)]
    return symbol.kind == .message
      ? owner.messages[symbol.index].typeName : owner.enums[symbol.index].typeName
  }

  private func set<Options: OptionsMessage>(_ index: Int32, _ set: (Options) -> Void) {
    guard index >= 0, let options = options[Int(index)] as? Options else { return }
    set(options)
  }
}
