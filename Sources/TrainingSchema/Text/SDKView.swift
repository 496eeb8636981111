/// What the Python SDK sees of a proto. It doesn't parse protos: it searches each line for patterns
/// (`get_services_and_messages_info` and `training_added` of snet-sdk 6).
struct SDKView {
  /// A method that the SDK finds.
  struct Method: Hashable {
    let service: String
    let name: String
  }

  let methods: Set<Method>

  /// Whether the SDK notices that the service has training methods.
  let importsTraining: Bool

  // A literal in a loop would be parsed for each line. A regular expression never changes, although its
  // type isn't Sendable.
  nonisolated(unsafe) private static let serviceHead = /service\s+(\w+)\s*\{/
  nonisolated(unsafe) private static let methodHead =
    /rpc\s+(\w+)\s*\(\w+\)\s+returns\s+\(\w+\)/

  init(_ text: String) {
    importsTraining = text.contains("import \"training.proto\";")
    var service: String?
    var methods: Set<Method> = []
    for line in text.split(whereSeparator: \.isNewline) {
      if let match = line.firstMatch(of: Self.serviceHead) {
        // The rest of the line isn't searched, and a second service of the name takes its place.
        service = String(match.1)
        methods = methods.filter { $0.service != service }
      } else if let service,
        let match = line.firstMatch(of: Self.methodHead)
      {
        methods.insert(Method(service: service, name: String(match.1)))
      }
    }
    self.methods = methods
  }
}
