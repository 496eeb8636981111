import ArgumentParser
import Foundation
import TrainingProvider

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

  @Option(
    help: "The server's certificate for both addresses in PEM. It is reloaded when it changes.",
    completion: .file())
  var certificate: String?

  @Option(help: "The private key of the certificate in PEM.", completion: .file())
  var privateKey: String?

  @Option(
    help: "The authority that has to have issued the certificate of a client of training.Model.",
    completion: .file())
  var maintenanceAuthority: String?

  @Option(
    name: .customLong("service-id"),
    help: "The service's identifier in the marketplace, for the daemon's heartbeat.")
  var serviceID: String?

  @Option(
    name: .customLong("descriptor-set"),
    help: "The descriptors of ExampleService for reflection, which protoc writes.",
    completion: .file())
  var descriptorSet: String?

  func validate() throws {
    guard (certificate == nil) == (privateKey == nil),
      maintenanceAuthority == nil || certificate != nil
    else {
      throw ValidationError(
        "--certificate needs --private-key, and --maintenance-authority needs both")
    }
    for (option, host) in [("--host", host), ("--maintenance-host", maintenanceHost)] {
      guard Self.isAddress(host) else {
        throw ValidationError("\(option) has to be an IP address, but \(host) isn't one")
      }
    }
    guard port == 0 || port != maintenancePort || host != maintenanceHost else {
      throw ValidationError("--port and --maintenance-port have to be different")
    }
  }

  /// The descriptors of the service.
  var descriptors: URL? { descriptorSet.map { URL(fileURLWithPath: $0) } }

  func service(_ limits: TransportLimits) -> ProviderServer.Listener {
    ProviderServer.Listener(host: host, port: Int(port), tls: tls, limits: limits)
  }

  func maintenance(_ limits: TransportLimits) -> ProviderServer.Listener {
    var tls = tls
    tls?.clientAuthority = maintenanceAuthority.map { URL(fileURLWithPath: $0) }
    return ProviderServer.Listener(
      host: maintenanceHost, port: Int(maintenancePort), tls: tls, limits: limits)
  }

  private var tls: TLSFiles? {
    guard let certificate, let privateKey else { return nil }
    return TLSFiles(
      certificate: URL(fileURLWithPath: certificate), privateKey: URL(fileURLWithPath: privateKey))
  }

  private static func isAddress(_ host: String) -> Bool {
    var bytes = in6_addr()
    return inet_pton(AF_INET, host, &bytes) == 1 || inet_pton(AF_INET6, host, &bytes) == 1
  }
}
