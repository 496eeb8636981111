import SwiftProtobuf

/// Checks that the descriptor of an imported file comes before that of the file that imports it,
/// and that the lists of public and weak imports contain valid indices.
enum Imports: RequestRule {
  static let name = "import"

  static func faults(in request: LinkedRequest) -> [RequestFault] {
    var described: Set<String> = []
    return request.files.flatMap { file in
      let missing = file.proto.dependency.filter { !described.contains($0) }
      described.insert(file.name)
      let marked = file.proto.publicDependency + file.proto.weakDependency
      let dangling = marked.filter { file.dependency(at: $0) == nil }
      return missing.map {
        RequestFault(
          file,
          "the descriptor of the import \($0.debugDescription) doesn't come before this file")
      } + dangling.map { RequestFault(file, "there is no import with the index \($0)") }
    }
  }
}
