import Dispatch
import Foundation
import Synchronization

/// The running servers, which would survive this program.
enum RunningServers {
  private static let processIDs = Mutex<Set<Int32>>([])

  static func add(_ processID: Int32) {
    processIDs.withLock { _ = $0.insert(processID) }
  }

  static func remove(_ processID: Int32) {
    processIDs.withLock { _ = $0.remove(processID) }
  }

  /// Kills the servers and ends this program when it is interrupted.
  static func endOnSignals() -> [any DispatchSourceSignal] {
    [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        for processID in processIDs.withLock({ $0 }) { kill(processID, SIGKILL) }
        exit(128 + number)
      }
      source.resume()
      return source
    }
  }
}
