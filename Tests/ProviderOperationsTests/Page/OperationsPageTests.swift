import Foundation
import Testing

@testable import ProviderOperations
@testable import TrainingProvider

@Suite struct OperationsPageTests {
  private static let hostile = "<img src=x onerror=alert(1)>\"'"

  @Test func everythingOfConsumersIsEscaped() {
    let page = OperationsPage(state: Self.state(text: Self.hostile)).html.text
    #expect(!page.contains("<img"))
    #expect(!page.contains("\"'"))
    #expect(page.components(separatedBy: "&lt;img src=x onerror=alert(1)&gt;&quot;&#39;").count > 5)
  }

  /// The page has no script and no inline style, which its policy forbids.
  @Test func nothingInlineIsUsed() {
    let page = OperationsPage(state: Self.state(text: "text")).html.text
    for part in ["<script", "style=", "<style", "onclick", "javascript:"] {
      #expect(!page.contains(part))
    }
    #expect(page.contains("http-equiv=\"refresh\" content=\"5\""))
  }

  @Test func jobsAndFailuresAreShown() {
    let page = OperationsPage(state: Self.state(text: "text")).html.text
    #expect(page.contains("<progress max=\"100\" value=\"42\"></progress> 42% text"))
    #expect(page.contains("<td class=\"running\">running</td>\n<td class=\"time\">1 min 30 s</td>"))
    #expect(
      page.contains(
        "<td class=\"name\">text</td>\n<td class=\"ERRORED\">ERRORED</td><td>text</td>\n"))
    #expect(page.contains("<b>3</b><span>ERRORED</span>"))
    #expect(page.contains("and 2 more"))
    #expect(page.contains("Nothing is accepted"))
  }

  private static func state(text: String) -> ProviderState {
    let date = Date(timeIntervalSince1970: 1_800_000_000)
    let model = ModelState(
      id: text, name: text, status: "ERRORED", method: text, createdAt: date, updatedAt: date,
      byteCount: 1, failureReason: text)
    let job = UnfinishedJob(
      modelID: text, kind: .training, state: .running, claimedAt: date - 100, startedAt: date - 90,
      progress: TrainingProgress(fraction: 0.425, stage: text, message: text))
    return ProviderState(
      date: date, startedAt: date - 3600, modelCounts: ["ERRORED": 3, "DELETED": 9],
      models: [model], jobs: [job],
      disk: DiskState(
        sizeBytes: 100, freeBytes: 1, usedBytes: 5, reservedBytes: 0, minFreeBytes: 10))
  }
}
