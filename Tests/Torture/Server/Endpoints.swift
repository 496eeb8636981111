/// The ports of a server on this machine.
struct Endpoints: Hashable, Sendable {
  /// The port of ExampleService.
  let service: Int

  /// The port of training.Model.
  let maintenance: Int

  /// Parses the line that the sample server writes when it listens.
  init?(_ line: String) {
    let ports = line.split(whereSeparator: \.isWhitespace)
      .compactMap { $0.split(separator: ":").last.flatMap { Int($0) } }
    guard ports.count == 2 else { return nil }
    (service, maintenance) = (ports[0], ports[1])
  }
}
