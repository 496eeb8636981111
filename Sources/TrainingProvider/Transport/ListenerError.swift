import Foundation
import NIOCore

/// An error that explains why a server can't listen, with the name from its ``ServerService``.
public struct ListenerError: Error, CustomStringConvertible {
  /// The service and the address, for example `training.Model on 127.0.0.1:5002`.
  public var name: String

  /// The transport's error.
  public var cause: any Error

  /// Creates an error.
  public init(name: String, cause: any Error) {
    self.name = name
    self.cause = cause
  }

  public var description: String { "cannot serve \(name): \(cause)\(remedy)" }

  private var remedy: String {
    switch (cause as? IOError)?.errnoCode {
    case EADDRINUSE: "; choose another port, or end the program that uses this port"
    case EADDRNOTAVAIL: "; choose an address that this machine has"
    case EACCES: "; choose a port of 1024 or above"
    default: ""
    }
  }
}
