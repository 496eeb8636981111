public import SwiftProtobuf

/// What came of compiling files.
public struct Compilation: Sendable {
  /// The problems that were found, in the order of the files and of the places in them.
  public let diagnostics: [Diagnostic]

  /// The names of the files that were asked for.
  public let requested: [String]

  /// All files, every file after what it imports: those that were asked for, and what they import.
  ///
  /// If there are errors, the descriptors are incomplete.
  public let files: [CompiledFile]

  private let threads: Threads

  init(
    files: [LoadedFile], requested: [String], pool: Pool, diagnostics: [Diagnostic],
    threads: Threads, crew: Crew
  ) {
    self.requested = requested
    self.diagnostics = diagnostics
    self.threads = threads
    let names = Set(requested)
    let first = pool.builtInCount
    self.files = crew.map(files.count) { index in
      CompiledFile(
        files[index], isRequested: names.contains(files[index].name), pool, index: first + index)
    }
  }

  /// Whether there is an error, so that there are no descriptors.
  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// The texts of all files that have one.
  public var texts: [SourceText] { files.compactMap(\.text) }

  /// The files as a descriptor set, as `protoc --descriptor_set_out` writes it.
  ///
  /// - Parameters:
  ///   - imports: whether to include imported files (`--include_imports`).
  ///   - sourceInfo: whether to include the locations of declarations (`--include_source_info`).
  ///   - retainsOptions: whether to include options that are only meant for the source
  ///     (`--retain_options`).
  public func descriptorSet(
    imports: Bool = true, sourceInfo: Bool = true, retainsOptions: Bool = false
  ) -> Google_Protobuf_FileDescriptorSet {
    var set = Google_Protobuf_FileDescriptorSet()
    set.file = files.filter { imports || $0.isRequested }
      .map { $0.descriptor(sourceInfo: sourceInfo, retainsOptions: retainsOptions) }
    return set
  }

  /// The bytes of ``descriptorSet(imports:sourceInfo:retainsOptions:)``, made on several threads and
  /// without a message for each location.
  ///
  /// Comments are the bytes of the file, also where those aren't UTF-8.
  public func descriptorSetBytes(
    imports: Bool = true, sourceInfo: Bool = true, retainsOptions: Bool = false
  ) -> [UInt8] {
    let files = files.filter { imports || $0.isRequested }
    let elements = threads.map(files.count) {
      files[$0].encodedElement(of: 1, sourceInfo: sourceInfo, retainsOptions: retainsOptions)
    }
    return Array(elements.joined())
  }

  /// The files as protoc passes them to a plugin in `proto_file`: without options that are only meant
  /// for the source in the files that were asked for.
  public func pluginFiles() -> [Google_Protobuf_FileDescriptorProto] {
    files.map { $0.descriptor(sourceInfo: true, retainsOptions: !$0.isRequested) }
  }

  /// The files of ``pluginFiles()`` as the bytes of the field `proto_file` of a
  /// `CodeGeneratorRequest`, made on several threads and without a message for each location.
  ///
  /// Comments are the bytes of the file, also where those aren't UTF-8.
  public func pluginFileBytes() -> [UInt8] {
    let elements = threads.map(files.count) {
      files[$0].encodedElement(
        of: 15, sourceInfo: true, retainsOptions: !files[$0].isRequested)
    }
    return Array(elements.joined())
  }

  /// The files that were asked for as protoc passes them to a plugin in `source_file_descriptors`:
  /// with all options.
  public func sourceFiles() -> [Google_Protobuf_FileDescriptorProto] {
    files.filter(\.isRequested).map { $0.descriptor(sourceInfo: true, retainsOptions: true) }
  }
}
