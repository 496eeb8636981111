import SwiftProtobuf

/// What a file imports was described before it, and the lists of public and weak imports point to
/// imports.
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
        RequestFault(file, "the import \($0.debugDescription) is not described before its user")
      } + dangling.map { RequestFault(file, "there is no import with the index \($0)") }
    }
  }
}
