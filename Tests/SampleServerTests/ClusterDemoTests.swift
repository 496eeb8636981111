import Foundation
import TestSupport
import Testing

/// The script that shows how servers share their work.
@Suite(
  .enabled("the demo takes a minute: set TRAINING_LONG") {
    ProcessInfo.processInfo.environment["TRAINING_LONG"] != nil && EtcdNode.program != nil
  })
struct ClusterDemoTests {
  /// A training that is interrupted by SIGKILL ends elsewhere, the third server answers, and nothing stays.
  @Test func aKilledServersTrainingEndsElsewhere() async throws {
    try await withTemporaryDirectory { folder in
      let outcome = try await demo(in: folder).run()
      #expect(outcome.status == 0, "\(outcome.text)\(outcome.errors)")
      let lines = outcome.text.split(separator: "\n")
      #expect(lines.count < 40)
      #expect(lines.contains { $0.contains("was killed with kill -9") })
      #expect(lines.contains { $0.contains("went on with it") })
      #expect(lines.contains { $0.contains("stt light-on.mp3, the new model") })
      #expect(outcome.text.contains("\"\(try SampleClips.transcript("home/light-on"))\""))
      try expectNothingLeft(of: outcome.text, in: folder)
    }
  }

  /// An interruption ends everything that was started.
  @Test func anInterruptionEndsEverything() async throws {
    try await withTemporaryDirectory { folder in
      let process = demo(in: folder).process()
      let output = Pipe()
      process.standardOutput = output
      process.standardError = FileHandle.nullDevice
      try process.run()
      let text = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
      #expect(text.contains("three servers"))
      // Not SIGINT, which a shell ignores whose parent does.
      kill(process.processIdentifier, SIGTERM)
      while process.isRunning { try await Task.sleep(for: .milliseconds(50)) }
      #expect(process.terminationStatus == 143)
      try expectNothingLeft(of: text, in: folder)
    }
  }

  /// The demo, in a process that can be interrupted: this one may block signals, which its children inherit.
  private func demo(in folder: URL) -> Command {
    let unblocking = """
      import os, signal, sys
      signal.pthread_sigmask(signal.SIG_SETMASK, [])
      os.execv(sys.argv[1], sys.argv[1:])
      """
    let programs = URL(fileURLWithPath: BuiltProduct.path("")).path
    return Command(
      "python3", ["-c", unblocking, Repository.file("Scripts/demo-cluster").path, programs],
      environment: ["TMPDIR": folder.path])
  }

  /// The processes that the demo names are gone, and so are its files.
  private func expectNothingLeft(of text: String, in folder: URL) throws {
    let named = try #require(text.firstMatch(of: /their processes are ([0-9 ]+)/)).1
    let processes = named.split(separator: " ").compactMap { pid_t($0) }
    #expect(processes.count == 3)
    for process in processes { #expect(kill(process, 0) == -1) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }
}
