/// Writes the XML of requests.
enum XMLText {
  /// An element with a text in it.
  static func element(_ name: String, _ text: String) -> String {
    "<\(name)>\(escape(text))</\(name)>"
  }

  private static func escape(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
