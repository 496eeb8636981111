internal import SwiftProtobuf

/// Leaves out options that are only meant for the source, as protoc does for descriptor sets and for
/// plugins.
struct OptionStripper {
  private let pool: Pool
  private let model: FileModel
  private let options: [any OptionsMessage]

  /// Whether the files that are compiled declare options themselves, so that every option is known.
  private let knowsOptions: Bool

  /// Whether options of which nothing is left are left out themselves. protoc keeps them if another file
  /// than google/protobuf/descriptor.proto declares the options.
  private let removesEmptied: Bool

  init(_ pool: Pool, file: Int) {
    self.pool = pool
    model = pool.files[file]
    options = pool.options[file].messages
    let own = pool.symbols.find("google.protobuf.FileDescriptorProto")
    knowsOptions = own?.kind == .message
    removesEmptied =
      own.map { pool.files[Int($0.file)].name == "google/protobuf/descriptor.proto" } ?? true
  }

  /// Strips a finished descriptor.
  ///
  /// - Returns: the paths of what was left out, as in `source_code_info`.
  func strip(_ file: inout Google_Protobuf_FileDescriptorProto) -> Set<[Int32]> {
    var stripped = options
    var isEmptied: Set<Int> = []
    var paths: [[Int32]] = []
    for (index, options) in model.options.enumerated() where needsWork(self.options[index]) {
      let path = model.path(of: options.element) + [options.element.kind.optionsNumber]
      guard let (message, dropped) = strip(self.options[index], options.element.kind, path) else {
        continue
      }
      stripped[index] = message
      paths += dropped
      if removesEmptied, !dropped.isEmpty, isEmpty(message) {
        isEmptied.insert(index)
        paths.append(path)
      }
    }
    OptionReplacer(model, options: stripped, without: isEmptied).replace(in: &file)
    return Set(paths)
  }

  /// Whether options may have to be left out, or are encoded otherwise if their types are known.
  private func needsWork(_ options: any OptionsMessage) -> Bool {
    options.hasFeatures || !options.unknownFields.data.isEmpty
      || options is Google_Protobuf_ExtensionRangeOptions
  }

  private func isEmpty(_ message: any OptionsMessage) -> Bool {
    (try? message.serializedBytes() as [UInt8])?.isEmpty ?? true
  }

  private func strip(
    _ options: any OptionsMessage, _ kind: SymbolKind, _ path: [Int32]
  ) -> (any OptionsMessage, [[Int32]])? {
    let name = kind.optionsType
    let own = knowsOptions ? pool.symbols.find(name) : nil
    guard let type = own ?? pool.findBuiltIn(name), type.kind == .message,
      let bytes: [UInt8] = try? options.serializedBytes()
    else { return nil }
    let pool = pool
    var canonical = Canonical(pool) { pool.fieldOptions($0)?.retention == .retentionSource }
    guard let encoded = canonical.encode(bytes, type, path: path) else { return nil }
    var result = Swift.type(of: options).init()
    do {
      try result.merge(serializedBytes: encoded, partial: true)
      result.normalizeKnownExtensions()
    } catch {
      return nil
    }
    return (result, canonical.dropped)
  }
}
