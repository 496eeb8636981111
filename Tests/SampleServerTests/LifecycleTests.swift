import Foundation
import TestSupport
import Testing
import TrainingProtos

@testable import sample_client

/// Starts and ends the server as a process.
@Suite struct LifecycleTests {
  @Test(arguments: [SIGINT, SIGTERM])
  func signalsEndTheServerInPeace(_ signal: Int32) async throws {
    try await withTemporaryDirectory { directory in
      try await RunningServer.run(in: directory) { server in
        let status = try await server.withConsumer { consumer in
          _ = try await consumer.createModel("model")
          return try await server.stop(signal)
        }
        #expect(status == 0)
        #expect(server.process.terminationReason == .exit)
      }
    }
  }

  @Test func trainedModelsSurviveARestart() async throws {
    try await withTemporaryDirectory { directory in
      let dataset = directory.appendingPathComponent("home.zip")
      try DatasetArchive.zip.pack(SampleClips.home, into: dataset)
      let (ready, deleted) = try await RunningServer.run(in: directory) { server in
        try await server.withConsumer { consumer in
          let ids = (
            try await consumer.readyModel(on: dataset), try await consumer.createModel("deleted")
          )
          _ = try await consumer.delete(ids.1)
          return ids
        }
      }
      try await RunningServer.run(in: directory) { server in
        try await server.withConsumer { consumer in
          let clip = try SampleClips.question("home/light-on")
          let text = try await consumer.transcript(of: clip, by: ready)
          #expect(text == "switch the light on")
          let status = try await consumer.status(of: deleted)
          #expect(status == .deleted)
        }
      }
    }
  }

  @Test func optionsAreExplainedAndChecked() async throws {
    let server = BuiltProduct.path("sample-server")
    let help = try await Command(server, ["--help"]).run()
    for option in ["--port", "--maintenance-port", "--data-directory", "--max-dataset-mb"] {
      #expect(help.text.contains(option))
    }
    for (arguments, message) in [
      (["--port", "5", "--maintenance-port", "5"], "have to be different"),
      (["--port", "65536"], "65536"), (["--host", "nowhere"], "nowhere"),
      (["--max-uploads", "0"], "1 or more"),
    ] {
      let outcome = try await Command(server, arguments).run()
      #expect(outcome.status != 0)
      #expect(outcome.errors.contains(message))
    }
  }

  @Test func takenPortsAndDirectoriesAreSaid() async throws {
    try await withTemporaryDirectory { directory in
      try await RunningServer.run(in: directory) { server in
        let other = directory.appendingPathComponent("other").path
        for (taken, free, name) in [
          ("--port", "--maintenance-port", "service.ExampleService"),
          ("--maintenance-port", "--port", "training.Model"),
        ] {
          let first = try await Command(
            BuiltProduct.path("sample-server"),
            [taken, "\(server.port)", free, "0", "--data-directory", other]
          ).run()
          #expect(first.status != 0)
          #expect(first.errors.contains("Address already in use"))
          #expect(first.errors.contains("cannot serve \(name) on 127.0.0.1:\(server.port): "))
        }
        let data = directory.appendingPathComponent("data").path
        let second = try await Command(
          BuiltProduct.path("sample-server"), ["--port", "0", "--data-directory", data]
        ).run()
        #expect(second.status != 0)
        #expect(second.errors.contains("another provider uses the data directory"))
      }
    }
  }

  /// A server that may not open enough files says so, and serves.
  @Test func tooFewOpenFilesAreReported() async throws {
    try await withTemporaryDirectory { directory in
      let server = BuiltProduct.path("sample-server")
      let data = directory.appendingPathComponent("data").path
      let outcome = try await Command(
        "bash",
        [
          "-c",
          """
          ulimit -n 500
          "$0" --port 0 --maintenance-port 0 --data-directory "$1" >"$1.out" &
          until [ -s "$1.out" ] || ! kill -0 $!; do sleep 0.1; done
          kill $! && wait $!
          """, server, data,
        ]
      ).run()
      #expect(outcome.status == 0)
      #expect(outcome.errors.contains("raise the hard limit"), "\(outcome.errors)")
      #expect(outcome.errors.contains("1024 connections"), "\(outcome.errors)")
    }
  }

  /// The options for certificates come together.
  @Test(arguments: [
    ["--certificate", "c"], ["--private-key", "k"], ["--maintenance-authority", "a"],
  ])
  func incompleteCertificatesAreRefused(_ options: [String]) async throws {
    let outcome = try await Command(BuiltProduct.path("sample-server"), options).run()
    #expect(outcome.status != 0)
    #expect(outcome.errors.contains("--certificate needs --private-key"))
  }
}
