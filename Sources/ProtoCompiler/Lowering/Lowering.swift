import SwiftProtobuf

/// Makes a file's descriptor, and its locations, of what was written.
///
/// Locations are recorded in the order in which protoc's parser reads, each before those inside it.
struct Lowering {
  let names: NameReader
  let dialect: Dialect
  var info = SourceInfo()
  var optionPlaces: [Int: SourceMap.OptionPlaces] = [:]

  typealias Path = [Int32]

  init(base: UnsafePointer<UInt8>, dialect: Dialect) {
    names = NameReader(base: base)
    self.dialect = dialect
  }

  func text(_ name: NameSyntax) -> String { names.text(of: name) }
}

extension Lowering {
  /// What is being put together for a file.
  private typealias File = Google_Protobuf_FileDescriptorProto

  mutating func lower(_ file: FileSyntax, name: String) -> Google_Protobuf_FileDescriptorProto {
    var descriptor = File()
    descriptor.name = name
    info.add([], at: file.span)
    if let syntax = file.syntax { lower(syntax, into: &descriptor) }
    var messages: [Google_Protobuf_DescriptorProto] = []
    var enums: [Google_Protobuf_EnumDescriptorProto] = []
    var extensions: [Google_Protobuf_FieldDescriptorProto] = []
    var options: [Google_Protobuf_UninterpretedOption] = []
    for statement in file.statements {
      switch statement {
      case .package(let package):
        info.add([2], at: package.span, comments: package.comments)
        descriptor.package = package.name
      case .import(let statement): lower(statement, into: &descriptor)
      case .option(let option): options.append(lower(option, at: [8], index: options.count))
      case .message(let message):
        messages.append(lower(message, at: [4, Int32(messages.count)]))
      case .enum(let declaration):
        enums.append(lower(declaration, at: [5, Int32(enums.count)]))
      case .service(let service):
        descriptor.service.append(lower(service, at: [6, Int32(descriptor.service.count)]))
      case .extend(let extend):
        lower(extend, at: [7], into: &extensions, groups: &messages, groupsAt: [4])
      }
    }
    descriptor.messageType = messages
    descriptor.enumType = enums
    descriptor.extension = extensions
    if !options.isEmpty { descriptor.options.uninterpretedOption = options }
    return descriptor
  }

  private mutating func lower(_ syntax: SyntaxStatement, into descriptor: inout File) {
    info.add([12], at: syntax.span, comments: syntax.comments)
    switch syntax.dialect {
    case .proto2: descriptor.syntax = "proto2"
    case .proto3: descriptor.syntax = "proto3"
    case .edition(let edition):
      descriptor.syntax = "editions"
      descriptor.edition = edition
    }
  }

  private mutating func lower(_ statement: ImportSyntax, into descriptor: inout File) {
    if statement.kind == .option {
      info.add(
        [15, Int32(descriptor.optionDependency.count)], at: statement.span,
        comments: statement.comments)
      descriptor.optionDependency.append(statement.path)
      return
    }
    let index = Int32(descriptor.dependency.count)
    info.add([3, index], at: statement.span, comments: statement.comments)
    if statement.kind == .public {
      info.add([10, Int32(descriptor.publicDependency.count)], at: statement.kindSpan)
      descriptor.publicDependency.append(index)
    } else if statement.kind == .weak {
      info.add([11, Int32(descriptor.weakDependency.count)], at: statement.kindSpan)
      descriptor.weakDependency.append(index)
    }
    descriptor.dependency.append(statement.path)
  }
}
