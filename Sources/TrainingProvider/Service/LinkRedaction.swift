/// Removes from links in text what can be a credential: user, password, query and fragment.
package enum LinkRedaction {
  /// Returns the text with every link shortened to scheme, host, port and path. Takes time that grows
  /// with the length of the text, whatever is in it.
  package static func redact(_ text: String) -> String {
    var rest = Substring(text)
    var shortened = ""
    while let mark = rest.firstRange(of: "://") {
      shortened += rest[..<mark.upperBound]
      let link = rest[mark.upperBound...].prefix { !endsLink($0) }
      shortened += withoutCredentials(link)
      rest = rest[link.endIndex...]
    }
    return shortened + rest
  }

  private static func endsLink(_ character: Character) -> Bool {
    character.isWhitespace || "\"'<>()".contains(character)
  }

  /// - Parameter link: a link without its scheme.
  private static func withoutCredentials(_ link: Substring) -> String {
    let place = link.prefix { $0 != "?" && $0 != "#" }
    let authority = place.prefix { $0 != "/" }
    let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
    let path = place[authority.endIndex...]
    // Another link in the path may have credentials, too.
    let plainPath = path.firstRange(of: "://").map { path[..<$0.lowerBound] } ?? path
    let mark = plainPath.endIndex < link.endIndex ? "…" : ""
    return "\(host)\(plainPath)\(mark)"
  }
}
