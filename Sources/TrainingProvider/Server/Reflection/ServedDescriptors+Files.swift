import Foundation
import SwiftProtobuf

extension ServedDescriptors {
  /// The descriptors of the services that every provider serves, and those of the provider's own.
  ///
  /// - Parameters:
  ///   - file: a descriptor set that protoc has written; `nil` if there is none for the provider's
  ///     own services.
  ///   - services: the full names of the services that `file` has to describe.
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/invalidConfiguration``.
  static func index(
    with file: URL?, describing services: [String]
  ) throws(ProviderError) -> DescriptorIndex {
    let own = try file.map(read) ?? []
    do {
      let kit = try Google_Protobuf_FileDescriptorSet(
        serializedBytes: Data(base64Encoded: base64, options: .ignoreUnknownCharacters) ?? Data())
      let index = try DescriptorIndex(kit.file + own)
      if let file { try check(index, of: file, services) }
      return index
    } catch let error as ProviderError {
      throw error
    } catch {
      throw unusable(file, "\(error)")
    }
  }

  private static func read(
    _ file: URL
  ) throws(ProviderError) -> [Google_Protobuf_FileDescriptorProto] {
    do {
      return try Google_Protobuf_FileDescriptorSet(
        serializedBytes: try Data(contentsOf: file)
      ).file
    } catch {
      throw unusable(file, "\(error)")
    }
  }

  private static func check(
    _ index: DescriptorIndex, of file: URL, _ services: [String]
  ) throws(ProviderError) {
    if let missing = index.missingImport {
      throw unusable(file, "\(missing.name), which \(missing.importer) imports, is missing")
    }
    for service in services where index.fileName(declaring: service) == nil {
      throw unusable(file, "the service \(service) is missing")
    }
  }

  private static func unusable(_ file: URL?, _ reason: String) -> ProviderError {
    ProviderError(
      .invalidConfiguration,
      "the descriptor set \(file?.path ?? "of the provider kit") cannot be used: \(reason); write "
        + "it with protoc --include_imports --descriptor_set_out from all protos of the service")
  }
}
