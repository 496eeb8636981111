import SwiftProtobuf

extension Lowering {
  mutating func lower(
    _ service: ServiceSyntax, at path: Path
  ) -> Google_Protobuf_ServiceDescriptorProto {
    info.add(path, at: service.span, comments: service.comments)
    info.add(path, 1, at: service.name.span)
    var descriptor = Google_Protobuf_ServiceDescriptorProto()
    descriptor.name = text(service.name)
    var methods: [Google_Protobuf_MethodDescriptorProto] = []
    var options: [Google_Protobuf_UninterpretedOption] = []
    for member in service.members {
      switch member {
      case .method(let method):
        methods.append(lower(method, at: path + [2, Int32(methods.count)]))
      case .option(let option):
        options.append(lower(option, at: path + [3], index: options.count))
      }
    }
    descriptor.method = methods
    if !options.isEmpty { descriptor.options.uninterpretedOption = options }
    return descriptor
  }

  private mutating func lower(
    _ method: MethodSyntax, at path: Path
  ) -> Google_Protobuf_MethodDescriptorProto {
    info.add(path, at: method.span, comments: method.comments)
    info.add(path, 1, at: method.name.span)
    var descriptor = Google_Protobuf_MethodDescriptorProto()
    descriptor.name = text(method.name)
    if let stream = method.input.stream {
      info.add(path, 5, at: stream)
      descriptor.clientStreaming = true
    }
    info.add(path, 2, at: method.input.type.span)
    descriptor.inputType = text(method.input.type)
    if let stream = method.output.stream {
      info.add(path, 6, at: stream)
      descriptor.serverStreaming = true
    }
    info.add(path, 3, at: method.output.type.span)
    descriptor.outputType = text(method.output.type)
    lowerOptions(of: method, at: path + [4], into: &descriptor)
    return descriptor
  }

  private mutating func lowerOptions(
    of method: MethodSyntax, at path: Path,
    into descriptor: inout Google_Protobuf_MethodDescriptorProto
  ) {
    guard let written = method.options else { return }
    var options: [Google_Protobuf_UninterpretedOption] = []
    for option in written {
      options.append(lower(option, at: path, index: options.count))
    }
    descriptor.options = .with { $0.uninterpretedOption = options }
  }
}
