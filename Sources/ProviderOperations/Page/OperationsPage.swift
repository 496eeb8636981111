import Foundation
import TrainingProvider

/// The page for operators. It has no script, and the browser loads it again by itself.
struct OperationsPage {
  let state: ProviderState

  /// How many seconds the browser waits before it loads the page again.
  static let refreshSeconds = 5

  var html: HTML {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="refresh" content="\(Self.refreshSeconds)">
    <meta name="viewport" content="width=device-width">
    <title>Training provider</title>
    <link rel="stylesheet" href="/style.css">
    </head>
    <body>
    <header>
    <h1>Training provider</h1>
    <p>\(Quantity.date(state.date)), up for \(age(of: state.startedAt))</p>
    </header>
    <main>
    \(counts)
    \(disk)
    <section><h2>Jobs</h2>\(jobs)</section>
    <section><h2>Failures</h2>\(failures)</section>
    <section><h2>Models</h2>\(models)</section>
    </main>
    <footer>Also as <a href="/state.json">JSON</a> and as
    <a href="/metrics">metrics</a>. The page is read-only.</footer>
    </body>
    </html>

    """
  }

  private var counts: HTML {
    let statuses = [
      "CREATED", "VALIDATING", "VALIDATED", "TRAINING", "READY_TO_USE", "ERRORED", "DELETED",
    ]
    let tiles = statuses.map { status -> HTML in
      """
      <div class="tile \(status)"><b>\(state.modelCounts[status] ?? 0)</b><span>\(status)</span></div>
      """
    }
    return "<section class=\"tiles\">\(HTML(tiles))</section>"
  }

  private var disk: HTML {
    let disk = state.disk
    let taken = disk.sizeBytes - min(disk.sizeBytes, disk.freeBytes)
    let low = disk.freeBytes < disk.minFreeBytes
    let warning: HTML =
      low ? " <strong>Nothing is accepted until there is more space.</strong>" : ""
    return """
      <section><h2>Disk</h2>
      <p><meter min="0" max="\(max(disk.sizeBytes, 1))" value="\(taken)"></meter>
      \(Quantity.bytes(disk.freeBytes)) of \(Quantity.bytes(disk.sizeBytes)) free, models take up
      \(Quantity.bytes(disk.usedBytes)), \(Quantity.bytes(disk.reservedBytes)) are reserved,
      \(Quantity.bytes(disk.minFreeBytes)) stay free.\(warning)</p></section>
      """
  }

  private var jobs: HTML {
    let shown = state.jobs.prefix(Self.maxRows).map { job -> HTML in
      """
      <tr><td>\(job.kind.rawValue)</td><td class="\(job.state.rawValue)">\(phase(of: job))</td>
      <td class="time">\(age(of: job.startedAt ?? job.claimedAt))</td>
      <td>\(progress(job.progress))</td>
      <td class="id">\(job.modelID)</td></tr>
      """
    }
    return table(
      ["kind", "phase", "for", "progress", "model"], Array(shown), of: state.jobs.count)
  }

  private var failures: HTML {
    let failed = state.models.filter { $0.failureReason != nil }
    let rows = failed.prefix(Self.maxRows).map { model -> HTML in
      """
      <tr><td class="time">\(age(of: model.updatedAt)) ago</td><td class="name">\(model.name)</td>
      <td class="\(model.status)">\(model.status)</td><td>\(model.failureReason ?? "")</td>
      <td class="id">\(model.id)</td></tr>
      """
    }
    return table(["when", "name", "status", "why", "model"], Array(rows), of: failed.count)
  }

  private var models: HTML {
    let rows = state.models.prefix(Self.maxRows).map { model -> HTML in
      """
      <tr><td class="name">\(model.name)</td><td class="\(model.status)">\(model.status)</td>
      <td>\(model.method)</td><td>\(Quantity.bytes(model.byteCount))</td>
      <td class="time">\(age(of: model.updatedAt)) ago</td><td class="id">\(model.id)</td></tr>
      """
    }
    let count = state.modelCounts.reduce(0) { $0 + ($1.key == "DELETED" ? 0 : $1.value) }
    return table(
      ["name", "status", "method", "size", "changed", "model"], Array(rows), of: count)
  }

  /// How many rows a table has at most.
  private static let maxRows = 200

  private func table(_ names: [String], _ rows: [HTML], of count: Int) -> HTML {
    guard !rows.isEmpty else { return "<p>None.</p>" }
    let head = names.map { "<th>\($0)</th>" as HTML }
    let rest = count - rows.count
    let more: HTML = rest > 0 ? "<p>and \(rest) more</p>" : ""
    return """
      <table><thead><tr>\(HTML(head))</tr></thead><tbody>
      \(HTML(rows))
      </tbody></table>\(more)
      """
  }

  private func phase(of job: UnfinishedJob) -> String {
    switch job.state {
    case .running: "running"
    case .ending: "ending"
    case .waiting: job.position.map { "waiting, number \($0)" } ?? "waiting"
    case .waitingForSpace: "waiting for disk space"
    case .waitingForClaim: "claimed by another provider"
    }
  }

  private func progress(_ progress: TrainingProgress?) -> HTML {
    guard let progress else { return "" }
    let text: HTML = "\(progress.stage) \(progress.message)"
    guard let fraction = progress.fraction, fraction.isFinite else { return text }
    let percent = Int(min(max(fraction, 0), 1) * 100)
    return "<progress max=\"100\" value=\"\(percent)\"></progress> \(percent)% \(text)"
  }

  private func age(of date: Date) -> String {
    Quantity.seconds(state.date.timeIntervalSince(date))
  }
}
