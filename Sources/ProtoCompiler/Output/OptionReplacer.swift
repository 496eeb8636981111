internal import SwiftProtobuf

/// Puts other options into a finished descriptor.
struct OptionReplacer {
  private let model: FileModel
  private let options: [any OptionsMessage]
  private let removed: Set<Int>

  /// - Parameters:
  ///   - options: in the order of the file's model.
  ///   - removed: indices of options to remove.
  init(_ model: FileModel, options: [any OptionsMessage], without removed: Set<Int>) {
    self.model = model
    self.options = options
    self.removed = removed
  }

  /// Replaces all options of a file.
  func replace(in file: inout Google_Protobuf_FileDescriptorProto) {
    set(model.fileOptions, { file.options = $0 }, { file.clearOptions() })
    for (offset, index) in model.topLevel.messages.indices.enumerated() {
      replace(in: &file.messageType[offset], index)
    }
    for (offset, index) in model.topLevel.enums.indices.enumerated() {
      replace(in: &file.enumType[offset], index)
    }
    for (offset, index) in model.topLevel.extensions.indices.enumerated() {
      replace(in: &file.extension[offset], index)
    }
    for (index, service) in model.services.enumerated() {
      set(
        service.options, { file.service[index].options = $0 },
        { file.service[index].clearOptions() })
      for (offset, method) in service.methods.indices.enumerated() {
        set(
          model.methods[method].options, { file.service[index].method[offset].options = $0 },
          { file.service[index].method[offset].clearOptions() })
      }
    }
  }

  private func replace(in message: inout Google_Protobuf_DescriptorProto, _ index: Int) {
    let model = model.messages[index]
    set(model.options, { message.options = $0 }, { message.clearOptions() })
    replace(in: &message.field, model.fields)
    replace(in: &message.extension, model.members.extensions)
    for (offset, index) in model.oneofs.indices.enumerated() {
      set(
        self.model.oneofs[index].options, { message.oneofDecl[offset].options = $0 },
        { message.oneofDecl[offset].clearOptions() })
    }
    for (offset, index) in model.ranges.indices.enumerated() {
      set(
        self.model.ranges[index].options, { message.extensionRange[offset].options = $0 },
        { message.extensionRange[offset].clearOptions() })
    }
    replaceMembers(in: &message, model.members)
  }

  private func replaceMembers(
    in message: inout Google_Protobuf_DescriptorProto, _ members: FileModel.Members
  ) {
    if !members.enums.isEmpty {
      var enums = message.enumType
      message.enumType = []
      for (offset, index) in members.enums.indices.enumerated() {
        replace(in: &enums[offset], index)
      }
      message.enumType = enums
    }
    if !members.messages.isEmpty {
      var nested = message.nestedType
      message.nestedType = []
      for (offset, index) in members.messages.indices.enumerated() {
        replace(in: &nested[offset], index)
      }
      message.nestedType = nested
    }
  }

  private func replace(
    in list: inout [Google_Protobuf_FieldDescriptorProto], _ range: Range<Int>
  ) {
    guard range.indices.contains(where: { model.fields[$0].options >= 0 }) else { return }
    var fields = list
    list = []
    for (offset, index) in range.indices.enumerated() { replace(in: &fields[offset], index) }
    list = fields
  }

  private func replace(in field: inout Google_Protobuf_FieldDescriptorProto, _ index: Int) {
    set(model.fields[index].options, { field.options = $0 }, { field.clearOptions() })
  }

  private func replace(in proto: inout Google_Protobuf_EnumDescriptorProto, _ index: Int) {
    let model = model.enums[index]
    set(model.options, { proto.options = $0 }, { proto.clearOptions() })
    guard model.values.indices.contains(where: { self.model.values[$0].options >= 0 }) else {
      return
    }
    var values = proto.value
    proto.value = []
    for (offset, index) in model.values.indices.enumerated() {
      set(
        self.model.values[index].options, { values[offset].options = $0 },
        { values[offset].clearOptions() })
    }
    proto.value = values
  }

  private func set<Options: OptionsMessage>(
    _ index: Int32, _ set: (Options) -> Void, _ clear: () -> Void
  ) {
    guard index >= 0 else { return }
    if removed.contains(Int(index)) { return clear() }
    if let options = options[Int(index)] as? Options { set(options) }
  }
}
