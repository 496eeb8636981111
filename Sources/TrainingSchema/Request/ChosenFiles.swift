/// The files to generate are among those that are described, each once.
enum ChosenFiles: RequestRule {
  static let name = "file-to-generate"

  static func faults(in request: LinkedRequest) -> [RequestFault] {
    let known = Set(request.files.map(\.name))
    var seen: Set<String> = []
    return request.chosen.compactMap { name in
      let quoted = name.debugDescription
      guard known.contains(name) else {
        return RequestFault(nil, "\(quoted) is to be generated, but not described")
      }
      guard !seen.insert(name).inserted else { return nil }
      return RequestFault(nil, "\(quoted) is to be generated twice")
    }
  }
}
