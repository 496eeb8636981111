public import Foundation
public import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// Finds text in a request that isn't UTF-8. `protoc` reads text in any encoding and passes it on,
/// although descriptors have to be UTF-8.
public enum InvalidText {
  /// Finds the first declaration with such text.
  ///
  /// - Parameters:
  ///   - bytes: an encoded request that can't be decoded.
  ///   - extensions: the extensions of the options.
  /// - Returns: `nil` if all text in descriptors is UTF-8.
  public static func fault(in bytes: Data, extensions: any ExtensionMap) -> Diagnostic? {
    var request = WireFields(bytes)
    while let field = request.next() {
      guard field.number == Declaration.filesInRequest, let file = field.content,
        let path = path(in: file, .file, extensions)
      else { continue }
      return Diagnostic(
        .error, ruleID: "text-encoding", at: location(of: path, in: file),
        "a text isn't UTF-8, such as a default value or the value of an option; save the file as "
          + "UTF-8, and write no other bytes as escapes")
    }
    return nil
  }

  /// The path of the innermost declaration that can't be decoded, as in
  /// `google.protobuf.SourceCodeInfo.Location`.
  private static func path(
    in bytes: Data, _ declaration: Declaration, _ extensions: any ExtensionMap
  ) -> [Int32]? {
    guard declaration.hasInvalidText(bytes, extensions) else { return nil }
    var counts: [UInt64: Int32] = [:]
    var fields = WireFields(bytes)
    while let field = fields.next() {
      guard let inner = declaration.parts[field.number], let content = field.content else {
        continue
      }
      let index = counts[field.number, default: 0]
      counts[field.number] = index + 1
      if let path = path(in: content, inner, extensions) {
        return [Int32(field.number), index] + path
      }
    }
    return []
  }

  /// The position of the declaration or, if `protoc` didn't pass it, of an enclosing one.
  private static func location(of path: [Int32], in file: Data) -> SourceLocation {
    var name = ""
    var source = Google_Protobuf_SourceCodeInfo()
    var fields = WireFields(file)
    while let field = fields.next() {
      guard let content = field.content else { continue }
      switch field.number {
      case Declaration.nameInFile: name = String(decoding: content, as: UTF8.self)
      case Declaration.sourceInFile: source.location += readableLocations(in: content)
      default: break
      }
    }
    let info = SourceInfo(source)
    let enclosing = path.indices.reversed().map { Array(path[...$0]) }
    let span = enclosing.lazy.compactMap { info.location(at: $0)?.span }.first
    return SourceLocation(file: name, span: span ?? [])
  }

  /// The locations whose comments are UTF-8.
  private static func readableLocations(
    in source: Data
  ) -> [Google_Protobuf_SourceCodeInfo.Location] {
    WireFields(source).compactMap(\.content).compactMap {
      try? Google_Protobuf_SourceCodeInfo.Location(serializedBytes: $0)
    }
  }
}

/// A kind of declaration, with the declarations that it consists of.
private enum Declaration {
  case file, message, enumeration, service, field, value, method

  static let filesInRequest: UInt64 = 15
  static let nameInFile: UInt64 = 1
  static let sourceInFile: UInt64 = 9

  /// The declarations inside, by the numbers of their fields in the descriptor.
  var parts: [UInt64: Declaration] {
    switch self {
    case .file: [4: .message, 5: .enumeration, 6: .service, 7: .field]
    case .message: [2: .field, 3: .message, 4: .enumeration, 6: .field]
    case .enumeration: [2: .value]
    case .service: [2: .method]
    case .field, .value, .method: [:]
    }
  }

  /// Whether the descriptor can't be decoded because of its text. Source information doesn't count.
  func hasInvalidText(_ bytes: Data, _ extensions: any ExtensionMap) -> Bool {
    var descriptor = bytes
    if self == .file {
      descriptor = Data()
      var fields = WireFields(bytes)
      while let field = fields.next() {
        if field.number != Self.sourceInFile { descriptor += field.whole }
      }
    }
    do {
      _ = try type.init(serializedBytes: descriptor, extensions: extensions)
      return false
    } catch BinaryDecodingError.invalidUTF8 {
      return true
    } catch {
      return false
    }
  }

  private var type: any Message.Type {
    switch self {
    case .file: Google_Protobuf_FileDescriptorProto.self
    case .message: Google_Protobuf_DescriptorProto.self
    case .enumeration: Google_Protobuf_EnumDescriptorProto.self
    case .service: Google_Protobuf_ServiceDescriptorProto.self
    case .field: Google_Protobuf_FieldDescriptorProto.self
    case .value: Google_Protobuf_EnumValueDescriptorProto.self
    case .method: Google_Protobuf_MethodDescriptorProto.self
    }
  }
}
