/// Checks that the files to generate are among the request's descriptors, each only once.
enum ChosenFiles: RequestRule {
  static let name = "file-to-generate"

  static func faults(in request: LinkedRequest) -> [RequestFault] {
    let known = Set(request.files.map(\.name))
    var seen: Set<String> = []
    return request.chosen.compactMap { name in
      let quoted = name.debugDescription
      guard known.contains(name) else {
        return RequestFault(nil, "code is requested for \(quoted), but its descriptor is missing")
      }
      guard !seen.insert(name).inserted else { return nil }
      return RequestFault(nil, "code is requested for \(quoted) twice")
    }
  }
}
