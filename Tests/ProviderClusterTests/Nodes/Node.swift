import Foundation
import Synchronization
import TestSupport

/// A node of a provider, as a process.
final class Node: Sendable {
  let data: URL

  /// The port of `training.Model` on the loopback interface, which stays the same after a restart.
  let port: Int?

  private let command: [String]
  private let log: URL
  private let process = Mutex<ServerProcess?>(nil)
  private let processes = Mutex<[pid_t]>([])

  /// The numbers of the node's processes.
  var processIDs: [pid_t] { processes.withLock(\.self) }

  /// - Parameters:
  ///   - arguments: the options of `cluster-node`, without its data directory.
  ///   - name: the name of its data directory.
  ///   - root: the folder for the data directory and the log.
  ///   - port: the port of `training.Model`; `nil` for a node that only does jobs.
  ///   - wrapper: a program with its arguments that runs the node in its own process.
  init(
    _ arguments: [String], name: String, in root: URL, port: Int? = nil, wrapper: [String] = []
  ) throws {
    data = root.appendingPathComponent(name)
    log = root.appendingPathComponent("\(name).log")
    self.port = port
    command =
      wrapper + [BuiltProduct.path("cluster-node")] + arguments + ["--data", data.path]
      + (port.map { ["--port", "\($0)"] } ?? [])
    try start()
  }

  /// Starts the process, with the data that it had before.
  func start() throws {
    let server = try ServerProcess(command[0], Array(command.dropFirst()), log: log)
    process.withLock { $0 = server }
    processes.withLock { $0.append(server.processID) }
  }

  /// Kills the process with `SIGKILL`, and waits until it is gone.
  func end() {
    process.withLock { process in
      process?.end()
      process = nil
    }
  }

  /// Halts the process.
  func halt() { process.withLock { $0?.signal(SIGSTOP) } }

  /// Lets a halted process go on.
  func wake() { process.withLock { $0?.signal(SIGCONT) } }

  /// Whether the node has written a text.
  func has(_ text: String) -> Bool { count(text) > 0 }

  /// How often the node has written a text.
  func count(_ text: String) -> Int { output.components(separatedBy: text).count - 1 }

  /// What the node has written.
  var output: String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }
}
