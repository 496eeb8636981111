import SwiftProtobuf

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Finds the only kind of input that the codecs read differently: an entry of a map whose key or
/// value has the wrong wire type.
///
/// Such a key or value is an unknown field, which has to be skipped. SwiftProtobuf 1.39 skips only
/// the tag, and reads the field's value as further fields.
struct MapEntryMisfit {
  /// An instance with the descriptors in the file that the environment variable `DESCRIPTORS`
  /// names.
  static let known = MapEntryMisfit(
    path: ProcessInfo.processInfo.environment["DESCRIPTORS"] ?? "")

  private typealias Descriptor = Google_Protobuf_DescriptorProto

  private var messages: [String: Google_Protobuf_DescriptorProto] = [:]

  private init(path: String) {
    do {
      let set = try Google_Protobuf_FileDescriptorSet(
        serializedBytes: Data(contentsOf: URL(fileURLWithPath: path)))
      for file in set.file { add(file.messageType, in: ".\(file.package)") }
    } catch {
      fatalError("DESCRIPTORS has to name a file of descriptors: \(error)")
    }
  }

  /// Returns whether `bytes`, the encoding of the message called `name`, contains such an entry.
  func isFound(in bytes: [UInt8], of name: String) -> Bool {
    messages[".\(name)"].map { isFound(in: bytes[...], of: $0) } ?? false
  }

  private mutating func add(_ types: [Descriptor], in scope: String) {
    for type in types {
      let name = scope == "." ? ".\(type.name)" : "\(scope).\(type.name)"
      messages[name] = type
      add(type.nestedType, in: name)
    }
  }

  private func isFound(in bytes: ArraySlice<UInt8>, of type: Descriptor) -> Bool {
    WireFields(bytes).contains { field in
      guard field.wireType == 2,
        let declared = type.field.first(where: { $0.number == field.number }),
        declared.type == .message, let inner = messages[declared.typeName]
      else { return false }
      return inner.options.mapEntry && isMisfit(field.value, inner)
        || isFound(in: field.value, of: inner)
    }
  }

  private func isMisfit(_ entry: ArraySlice<UInt8>, _ type: Descriptor) -> Bool {
    WireFields(entry).contains { field in
      guard let declared = type.field.first(where: { $0.number == field.number }) else {
        return false
      }
      return field.wireType != declared.wireType
    }
  }
}

extension Google_Protobuf_FieldDescriptorProto {
  /// The wire type of a value of the field, unless it is packed.
  fileprivate var wireType: UInt8 {
    switch type {
    case .double, .fixed64, .sfixed64: 1
    case .string, .bytes, .message: 2
    case .group: 3
    case .float, .fixed32, .sfixed32: 5
    case .int32, .int64, .uint32, .uint64, .sint32, .sint64, .bool, .enum: 0
    }
  }
}
