/// An element of an answer, with the text and the elements in it. Attributes and namespaces are left out.
struct XMLElement: Hashable {
  let name: String
  var text = ""
  var children: [XMLElement] = []

  /// The text of the first element with a name; `nil` if there is none.
  subscript(name: String) -> String? { children.first { $0.name == name }?.text }

  /// All elements with a name.
  func all(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }
}
