import Foundation

/// Ports of the loopback interface for servers that can't choose one by themselves.
public enum FreePort {
  /// Ports that nobody listens on, all different. The system chose them.
  public static func some(_ count: Int) throws -> [Int] {
    var descriptors: [Int32] = []
    defer { for descriptor in descriptors { close(descriptor) } }
    return try (0..<count).map { _ in
      let (descriptor, port) = try Loopback.listen(backlog: 1)
      descriptors.append(descriptor)
      return Int(port)
    }
  }
}
