internal import SwiftProtobuf

/// The protos that every compilation knows: google/protobuf/descriptor.proto, which declares the
/// options, and the extensions of options that are compiled into protoc.
enum BuiltInProtos {
  /// The files, every file after what it imports.
  static let descriptors: [Google_Protobuf_FileDescriptorProto] = {
    let bytes = recorded.withUTF8Buffer(decodeBase64)
    let set = try? Google_Protobuf_FileDescriptorSet(serializedBytes: bytes)
    return set?.file ?? []
  }()

  /// The files, linked.
  static let pool = link(descriptors.map { FileModel($0) })

  private static func link(_ files: [FileModel]) -> Pool {
    var symbols = SymbolTable(files: files)
    for file in files.indices {
      for index in files[file].declarations.entries.indices {
        _ = symbols.add(file: file, declaration: index)
      }
    }
    var pool = Pool(builtIn: files, symbols: symbols)
    let resolutions = files.indices.map { NameResolver(pool, file: $0).resolve() }
    pool = pool.with(resolutions: resolutions)
      .with(options: files.map { InterpretedOptions($0.options.map(\.message)) })
    return pool.with(features: files.indices.map { FeatureResolver(pool, file: $0).resolve() })
  }

  private static func decodeBase64(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer: UInt32 = 0
    var bits = 0
    for character in text {
      guard let value = sextet(character) else { continue }
      buffer = buffer << 6 | value
      bits += 6
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
      }
    }
    return bytes
  }

  private static func sextet(_ character: UInt8) -> UInt32? {
    switch character {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
