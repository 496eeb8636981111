import ArgumentParser
import Foundation
import GRPCNIOTransportHTTP2Posix

/// The addresses of the two servers.
struct ListenerOptions: ParsableArguments {
  @Option(help: "The address of ExampleService: the daemon's service_endpoint.")
  var host = "127.0.0.1"

  @Option(help: "The port of ExampleService. With 0, the system chooses one.")
  var port: UInt16 = 5001

  @Option(
    help: ArgumentHelp(
      "The address of training.Model: the daemon's model_maintenance_endpoint.",
      discussion:
        "Anyone who can reach it can train and delete all models, so only let the daemon reach "
        + "it."))
  var maintenanceHost = "127.0.0.1"

  @Option(help: "The port of training.Model. With 0, the system chooses one.")
  var maintenancePort: UInt16 = 5002

  func validate() throws {
    for (option, host) in [("--host", host), ("--maintenance-host", maintenanceHost)] {
      guard Self.isAddress(host) else {
        throw ValidationError("\(option) has to be an IP address, but \(host) isn't one")
      }
    }
    guard port == 0 || port != maintenancePort || host != maintenanceHost else {
      throw ValidationError("--port and --maintenance-port have to be different")
    }
  }

  /// The name of the service's listener, for errors.
  var serviceName: String { "ExampleService on --host \(host) --port \(port)" }

  /// The name of the daemon's listener, for errors.
  var maintenanceName: String {
    "training.Model on --maintenance-host \(maintenanceHost) --maintenance-port \(maintenancePort)"
  }

  var service: SocketAddress { Self.address(host, port) }
  var maintenance: SocketAddress { Self.address(maintenanceHost, maintenancePort) }

  private static func isAddress(_ host: String) -> Bool {
    var bytes = in6_addr()
    return inet_pton(AF_INET, host, &bytes) == 1 || inet_pton(AF_INET6, host, &bytes) == 1
  }

  private static func address(_ host: String, _ port: UInt16) -> SocketAddress {
    host.contains(":") ? .ipv6(host: host, port: Int(port)) : .ipv4(host: host, port: Int(port))
  }
}
