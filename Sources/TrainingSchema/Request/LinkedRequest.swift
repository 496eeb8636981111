import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// A request with the declarations of its files, and the visibility of files to each other.
struct LinkedRequest {
  /// The files in the order of the request.
  let files: [RequestFile]

  /// The names of the files to generate.
  let chosen: [String]

  private let symbols: [String: RequestSymbol]
  private let imports: VisibleFiles

  init(_ request: Google_Protobuf_Compiler_CodeGeneratorRequest) {
    self.files = request.protoFile.map(RequestFile.init)
    self.chosen = request.fileToGenerate
    self.symbols = Dictionary(files.flatMap(\.types)) { first, _ in first }
    self.imports = VisibleFiles(files)
  }

  /// Finds the type for a full name with a leading dot, if it is visible in `file`.
  func symbol(_ name: String, in file: RequestFile) -> RequestSymbol? {
    guard let symbol = symbols[name] else { return nil }
    let isVisible = symbol.file == file.name || imports.contains(symbol.file, seenFrom: file.name)
    return isVisible ? symbol : nil
  }
}

/// A type that has a full name.
struct RequestSymbol {
  /// The kinds of types.
  enum Kind: Hashable {
    case message, mapEntry, enumeration
  }

  let kind: Kind

  /// The proto that declares it.
  let file: String
}
