import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// A request with what its files declare, and what each of them sees of the others.
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

  /// What a full name with a leading dot stands for where `file` says it.
  func symbol(_ name: String, in file: RequestFile) -> RequestSymbol? {
    guard let symbol = symbols[name] else { return nil }
    let isVisible = symbol.file == file.name || imports.contains(symbol.file, seenFrom: file.name)
    return isVisible ? symbol : nil
  }
}

/// A type by its full name.
struct RequestSymbol {
  /// What there is to refer to.
  enum Kind: Hashable {
    case message, mapEntry, enumeration
  }

  let kind: Kind

  /// The proto that declares it.
  let file: String
}
