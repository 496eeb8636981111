import Foundation

enum SmallThread {
  /// Runs `body` on a thread with a stack of `kibibytes`, and waits for its end.
  static func run(kibibytes: Int, _ body: @escaping @Sendable () throws -> Void) {
    let end = DispatchSemaphore(value: 0)
    let thread = Thread {
      do {
        try body()
      } catch {
        fatalError("\(error)")
      }
      end.signal()
    }
    thread.stackSize = kibibytes * 1024
    thread.start()
    end.wait()
  }
}
