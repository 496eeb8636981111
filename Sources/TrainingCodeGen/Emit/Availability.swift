import SwiftSource

/// The platforms on which gRPC Swift, and so everything that touches it, is available.
enum Availability {
  static let grpc: SwiftSource =
    "@available(macOS 15.0, iOS 18.0, watchOS 11.0, tvOS 18.0, visionOS 2.0, *)"
}
