import Foundation
import SwiftProtobuf

/// The files of a descriptor set, by everything that reflection asks for.
struct DescriptorIndex: Sendable {
  private var files: [String: File] = [:]
  private var filesBySymbol: [String: String] = [:]
  private var filesByExtension: [String: [Int32: String]] = [:]

  private struct File {
    let descriptor: Data
    let imports: [String]
  }

  /// - Parameter files: the descriptors of files. If two files have the same name or declare the
  ///   same symbol, the first counts.
  init(_ files: [Google_Protobuf_FileDescriptorProto]) throws {
    for file in files where self.files[file.name] == nil {
      self.files[file.name] = File(
        descriptor: try file.serializedData(), imports: file.dependency)
      filesBySymbol.merge(file.declaredSymbols.map { ($0, file.name) }) { first, _ in first }
      for found in file.declaredExtensions {
        let message = String(found.extendee.trimmingPrefix("."))
        filesByExtension[message, default: [:]][found.number] = file.name
      }
    }
  }

  /// The name of the file that declares a symbol, for example a method's full name.
  func fileName(declaring symbol: String) -> String? { filesBySymbol[symbol] }

  /// The name of the file that declares an extension.
  func fileName(declaringExtension number: Int32, of message: String) -> String? {
    filesByExtension[message]?[number]
  }

  /// The numbers of a message's extensions in ascending order; `nil` if there is no such message.
  func extensionNumbers(of message: String) -> [Int32]? {
    guard filesBySymbol[message] != nil else { return nil }
    return filesByExtension[message]?.keys.sorted() ?? []
  }

  /// The first import that is missing, with the file that imports it.
  var missingImport: (name: String, importer: String)? {
    for (importer, file) in files.sorted(by: { $0.key < $1.key }) {
      if let name = file.imports.first(where: { files[$0] == nil }) { return (name, importer) }
    }
    return nil
  }

  /// The descriptors of a file and of what it imports, directly or not.
  ///
  /// - Parameters:
  ///   - name: the name of the file.
  ///   - sent: the names of files that the client has already. Imports among them are left out, and
  ///     the names of those that are returned are added.
  /// - Returns: the descriptors, that of the file itself first; `nil` if there is no such file.
  func descriptors(ofFile name: String, sent: inout Set<String>) -> [Data]? {
    guard let file = files[name] else { return nil }
    sent.insert(name)
    var descriptors = [file.descriptor]
    var imports = file.imports[...]
    while let name = imports.popFirst() {
      guard let file = files[name], sent.insert(name).inserted else { continue }
      descriptors.append(file.descriptor)
      imports += file.imports
    }
    return descriptors
  }
}
