public import SwiftProtobuf

/// A file of a ``Compilation``.
public struct CompiledFile: Sendable {
  /// The file's name as an import statement writes it.
  public let name: String

  /// The path of the file on disk; `nil` if it isn't on disk.
  public let path: String?

  /// The names of the files that it imports.
  public var dependencies: [String] { retained.dependency }

  /// Whether the file was asked for, and not only imported.
  public let isRequested: Bool

  /// The text; `nil` if the file came as a descriptor.
  public let text: SourceText?

  /// The descriptor with all options, without locations.
  private let retained: Google_Protobuf_FileDescriptorProto
  private let locations: SourceInfo?
  private let pool: Pool
  private let index: Int

  init(_ file: LoadedFile, isRequested: Bool, _ pool: Pool, index: Int) {
    name = file.name
    path = file.path
    text = file.text
    self.isRequested = isRequested
    self.pool = pool
    self.index = index
    var descriptor = file.descriptor
    DescriptorFinisher(pool, file: index).finish(&descriptor)
    retained = descriptor
    var info = file.sourceInfo
    info?.moveOptions(pool.options[index].moved)
    locations = info
  }

  /// Returns the file's descriptor.
  ///
  /// - Parameters:
  ///   - sourceInfo: whether to include the locations of declarations.
  ///   - retainsOptions: whether to include options that are only meant for the source.
  public func descriptor(
    sourceInfo: Bool, retainsOptions: Bool
  ) -> Google_Protobuf_FileDescriptorProto {
    var (descriptor, locations) = parts(retainsOptions: retainsOptions)
    if !sourceInfo {
      descriptor.clearSourceCodeInfo()
    } else if let locations {
      descriptor.sourceCodeInfo = locations.message()
    }
    return descriptor
  }

  /// The file as an encoded element of a repeated field, such as `file` of a `FileDescriptorSet`.
  ///
  /// - Parameter number: the number of that field.
  func encodedElement(of number: Int32, sourceInfo: Bool, retainsOptions: Bool) -> [UInt8] {
    var (descriptor, locations) = parts(retainsOptions: retainsOptions)
    if !sourceInfo { descriptor.clearSourceCodeInfo() }
    return FileEncoder(descriptor, sourceInfo ? locations : nil).element(of: number)
  }

  /// The descriptor, and the locations of a file that came as text. A file that came as a descriptor has its
  /// locations there.
  private func parts(
    retainsOptions: Bool
  ) -> (descriptor: Google_Protobuf_FileDescriptorProto, locations: SourceInfo?) {
    var descriptor = retained
    var locations = locations
    if !retainsOptions {
      let removed = OptionStripper(pool, file: index).strip(&descriptor)
      func isRemoved(_ path: ArraySlice<Int32>) -> Bool {
        path.indices.contains { removed.contains(Array(path[...$0])) }
      }
      if !removed.isEmpty {
        locations?.remove(where: isRemoved)
        if descriptor.hasSourceCodeInfo {
          descriptor.sourceCodeInfo.location.removeAll { isRemoved($0.path[...]) }
        }
      }
    }
    return (descriptor, locations)
  }
}
