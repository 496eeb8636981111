import Foundation
import TestSupport
import Testing

@testable import sample_client

/// What the client shows while something takes its time.
@Suite struct TerminalTests {
  @Test(arguments: [
    (0, 100 << 20, "[..............................] 0 % of 100 MiB"),
    (50 << 20, 100 << 20, "[###############...............] 50 % of 100 MiB"),
    (100 << 20, 100 << 20, "[##############################] 100 % of 100 MiB"),
    (0, 0, "[##############################] 100 % of 0 KiB"),
    (1, 1025, "[..............................] 0 % of 2 KiB"),
  ])
  func barsShowWhatWasSent(_ done: Int, _ total: Int, _ text: String) {
    #expect("\(ProgressBar(name: "a.zip", done: done, total: total))" == "  a.zip \(text)")
  }

  @Test func spinnersTurn() {
    let shown = (0..<5).map { tenths in
      "\(Spinner(state: "TRAINING", elapsed: .milliseconds(100 * tenths)))"
    }
    #expect(shown.first == "  | TRAINING for 0 s")
    #expect(Set(shown).count == 4)
    #expect("\(Spinner(state: "X", elapsed: .seconds(75)))".hasSuffix("X for 75 s"))
  }

  @Test func linesReplaceEachOther() throws {
    let pipe = Pipe()
    let line = StatusLine(output: pipe.fileHandleForWriting)
    for text in ["one", "one", "two"] { line.show(text) }
    line.clear()
    line.clear()
    try pipe.fileHandleForWriting.close()
    let written = try pipe.fileHandleForReading.readToEnd() ?? Data()
    #expect(
      String(decoding: written, as: UTF8.self)
        == "\r\u{1B}[Kone\r\u{1B}[Ktwo\r\u{1B}[K")
  }

  /// The program `script` makes a terminal.
  @Test func onlyTerminalsShowProgress() async throws {
    try await withTemporaryDirectory { directory in
      try await RunningServer.run(in: directory) { server in
        let client = [
          BuiltProduct.path("sample-client"), "--port", "\(server.port)", "--maintenance-port",
          "\(server.maintenancePort)", SampleClips.home.path,
          SampleClips.folder.appendingPathComponent("asked/home/door.mp3").path,
        ]
        let terminal = try await Command(
          "script", ["-qec", client.joined(separator: " "), "/dev/null"]
        ).run()
        #expect(terminal.status == 0, "\(terminal.text)")
        #expect(terminal.text.contains("home.zip [##############################] 100 %"))
        #expect(terminal.text.contains("| VALIDATING for 0 s"))
        #expect(terminal.text.contains("\"lock the front door\""))
        let plain = try await Command(client[0], Array(client.dropFirst())).run()
        #expect(plain.status == 0)
        #expect(!(plain.text + plain.errors).contains("\u{1B}"))
        #expect(plain.text.contains("\"lock the front door\""))
      }
    }
  }
}
