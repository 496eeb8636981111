/// Results in the XML of JUnit, which CI systems show.
struct JUnitReport {
  private let results: [CheckResult]
  private let subject: Subject

  init(_ results: [CheckResult], of subject: Subject) {
    self.results = results
    self.subject = subject
  }

  var text: String {
    let counts = ResultCounts(results)
    let time = Self.seconds(results.reduce(.zero) { $0 + $1.time })
    let totals =
      "tests=\"\(results.count)\" failures=\"\(counts.failed)\" errors=\"0\" "
      + "skipped=\"\(counts.notApplicable)\" time=\"\(time)\""
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="provider-check" \(totals)>
        <testsuite name="\(Self.escaped("\(subject.maintenance)"))" \(totals)>
      \(results.map(Self.testCase).joined(separator: "\n"))
        </testsuite>
      </testsuites>

      """
  }

  private static func testCase(_ result: CheckResult) -> String {
    let check = result.check
    let group = check.id.prefix { $0 != "/" }
    let head =
      "    <testcase classname=\"provider-check.\(escaped(String(group)))\" "
      + "name=\"\(escaped("\(check.id): \(check.title)"))\" time=\"\(seconds(result.time))\""
    switch result.outcome {
    case .passed:
      return head + "/>"
    case .notApplicable(let reason):
      return head + "><skipped message=\"\(escaped(reason))\"/></testcase>"
    case .failed(let reason):
      let details = "\(check.habit)\nWho breaks: \(check.breaks)\nRemedy: \(check.remedy)"
      return head
        + "><failure message=\"\(escaped(reason))\">\(escaped(details))</failure></testcase>"
    }
  }

  private static func seconds(_ time: Duration) -> String { "\(time.milliseconds / 1000)" }

  /// Text as content or attribute. Line breaks in attributes would become blanks.
  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n": result += "&#10;"
      // XML can't contain other control characters, in no form.
      case "\0"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
  }
}
