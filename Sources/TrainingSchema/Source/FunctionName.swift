/// A method's name as a Swift function, by the rule of gRPC Swift's own generator, so that code
/// written against its stubs finds the same names.
public enum FunctionName {
  /// `Get` → `get`, `GETAll` → `getAll`, `URL` → `url`; a name that begins in lower case stays.
  public static func of(method name: String) -> String {
    guard let lower = name.firstIndex(where: \.isLowercase) else { return name.lowercased() }
    guard lower != name.startIndex else { return name }
    let word = name.index(before: lower)
    let head = word == name.startIndex ? lower : word
    return name[..<head].lowercased() + name[head...]
  }
}
