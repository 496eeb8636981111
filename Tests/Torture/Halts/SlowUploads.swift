import ArgumentParser
import Foundation
import ProtoWire
import TrainingProtos

/// Keeps uploads open without sending much, and checks that others get a place.
struct SlowUploads: Scenario {
  static let configuration = CommandConfiguration(
    abstract: "Occupy all places with uploads that are slow, barely fast enough or silent.")

  @OptionGroup var options: ScenarioOptions

  @Option(help: "How many seconds calls are made beside silent uploads.")
  var seconds = 60.0

  @Option(help: "How many slow uploads there are.")
  var slow = 64

  @Option(help: "How many silent uploads there are.")
  var silent = 512

  func run(_ report: Report, in folder: URL) async throws {
    report.title("slow uploads")
    try await ServerProcess.run(in: folder.appendingPathComponent("slow"), report) { daemon in
      try await besideSlow(.dripping, daemon, report)
    }
    // An upload that is fast enough keeps its place for a minute.
    if seconds >= 60 {
      try await ServerProcess.run(in: folder.appendingPathComponent("steady"), report) { daemon in
        try await besideSlow(.steady, daemon, report)
      }
    }
    try await ServerProcess.run(in: folder.appendingPathComponent("silent"), report) { daemon in
      try await besideSilent(daemon, report)
    }
  }

  private func besideSlow(
    _ pace: SlowUpload.Pace, _ daemon: Daemon, _ report: Report
  ) async throws {
    try await withThrowingDiscardingTaskGroup { group in
      var uploads: [SlowUpload] = []
      for _ in 0..<slow {
        let upload = try await SlowUpload(daemon, pace)
        group.addTask { await upload.run() }
        uploads.append(upload)
      }
      defer { group.cancelAll() }
      try await Task.sleep(for: .seconds(1))
      let open = uploads.count(where: \.isOpen)
      var claimed = 0
      for upload in uploads where try await daemon.status(of: upload.model) == .validating {
        claimed += 1
      }
      report.check(
        open == slow && claimed == slow, "slow uploads are accepted",
        "\(open) of \(slow) still open, \(claimed) VALIDATING")
      let limit = options.seconds(pace.limit)
      let accepted = Latencies()
      let id = try await daemon.create("ordinary")
      await accepted.measure { try await insist(on: id, daemon, until: .now + limit) }
      report.check(
        accepted.answered == 1,
        "an upload beside \(slow) of \(pace.batchBytes) B every \(pace.pause) is accepted within "
          + "\(limit.seconds) and validated",
        accepted.summary)
    }
  }

  /// Repeats the upload until it is accepted.
  private func insist(
    on id: String, _ daemon: Daemon, until end: ContinuousClock.Instant
  ) async throws {
    while true {
      do {
        try await daemon.payAndUpload(Upload(try Dataset(number: 1).archive()), to: id)
        break
      } catch {
        guard ContinuousClock.now < end else { throw error }
        try await Task.sleep(for: .seconds(1))
      }
    }
    try await daemon.expect(.validated, of: id, within: options.seconds(60))
  }

  private func besideSilent(_ daemon: Daemon, _ report: Report) async throws {
    let port = daemon.endpoints.maintenance
    let model = try await daemon.create("ordinary")
    let (statuses, uploads) = (Latencies(), Latencies())
    let crowd = SilentUploads(on: port)
    async let kept: Void = crowd.run(silent)
    await crowd.wait(for: enough, atMost: options.seconds(30))
    async let polled: Void = Pace.run(max(Int(seconds * 20), 1), over: .seconds(1) * seconds) { _ in
      await statuses.measure { try await RawCall.status(of: model, on: port) }
    }
    try await Task.sleep(for: .seconds(1) * (seconds / 2))
    let before = crowd.count
    await uploads.measure {
      try await daemon.payAndUpload(Upload(try Dataset(number: 1).archive()), to: model)
    }
    let open = min(before, crowd.count)
    await polled
    crowd.end()
    await kept
    let limit = options.seconds(1)
    report.check(
      statuses.failed == 0 && statuses.slowest < limit,
      "calls beside \(silent) silent uploads are answered within \(limit.seconds)",
      statuses.summary)
    report.check(
      uploads.answered == 1, "an upload beside \(silent) silent ones is accepted", uploads.summary)
    report.check(
      open >= enough, "most silent uploads are open at the same time", "\(open) of \(silent)")
    if seconds >= 30 {
      report.check(
        crowd.ended >= silent, "the server ends silent uploads",
        "\(crowd.ended) were ended and opened again")
    }
  }

  /// How many silent uploads have to be open at once. The server closes some of them for other
  /// calls, and opening them again takes a moment.
  private var enough: Int { silent * 3 / 4 }
}
