import Testing

@testable import ProviderOperations

@Suite struct HTMLTests {
  @Test func stringsAreEscaped() {
    let hostile = "<script>\"&'\u{202E}\u{0}\n</script>"
    let html: HTML = "<td title=\"\(hostile)\">\(hostile)</td>"
    let escaped = "&lt;script&gt;&quot;&amp;&#39;\\u{202e}\\u{0}\\u{a}&lt;/script&gt;"
    #expect(html.text == "<td title=\"\(escaped)\">\(escaped)</td>")
  }

  @Test func piecesAreInserted() {
    let bold: HTML = "<b>\(7)</b>"
    let html: HTML = "<p>\(HTML([bold, bold]))</p>"
    #expect(html.text == "<p><b>7</b><b>7</b></p>")
  }
}
