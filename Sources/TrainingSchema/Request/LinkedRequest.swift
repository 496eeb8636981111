import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// A request with what its files declare, and what each of them sees of the others.
struct LinkedRequest {
  /// The files in the order of the request.
  let files: [RequestFile]

  /// The names of the files to generate.
  let chosen: [String]

  private let symbols: [String: RequestSymbol]
  private let visibleFiles: [String: Set<String>]

  init(_ request: Google_Protobuf_Compiler_CodeGeneratorRequest) {
    self.files = request.protoFile.map(RequestFile.init)
    self.chosen = request.fileToGenerate
    self.symbols = Dictionary(files.flatMap(\.types)) { first, _ in first }
    self.visibleFiles = Self.visibleFiles(of: files)
  }

  /// What a full name with a leading dot stands for where `file` says it.
  func symbol(_ name: String, in file: RequestFile) -> RequestSymbol? {
    guard let symbol = symbols[name] else { return nil }
    let isVisible =
      symbol.file == file.name
      || visibleFiles[file.name]?.contains(symbol.file) == true
    return isVisible ? symbol : nil
  }

  /// The files whose declarations a file sees: those it imports, and what these pass on.
  private static func visibleFiles(of files: [RequestFile]) -> [String: Set<String>] {
    var passedOn: [String: Set<String>] = [:]
    var visible: [String: Set<String>] = [:]
    for file in files {
      let isPublic = file.proto.publicDependency.compactMap { file.dependency(at: $0) }
      passedOn[file.name] = isPublic.reduce(into: [file.name]) { names, name in
        names.formUnion(passedOn[name] ?? [])
      }
      let seen = file.proto.dependency.reduce(into: Set<String>()) { names, name in
        names.formUnion(passedOn[name] ?? [])
      }
      visible[file.name] = seen
    }
    return visible
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
