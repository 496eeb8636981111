import Foundation
import NIOCore

/// Why a server cannot listen, with the name that ``ServerService`` was given for it.
public struct ListenerError: Error, CustomStringConvertible {
  /// What the server serves and where, e.g. `training.Model on 127.0.0.1:5002`.
  public var name: String

  /// The transport's error.
  public var cause: any Error

  public var description: String { "cannot serve \(name): \(cause)\(remedy)" }

  private var remedy: String {
    switch (cause as? IOError)?.errnoCode {
    case EADDRINUSE: "; choose another port, or end the program that uses this one"
    case EADDRNOTAVAIL: "; choose an address of this machine"
    case EACCES: "; choose a port from 1024 on"
    default: ""
    }
  }
}
