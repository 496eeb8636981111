/// Which names of the libraries a file writes without their module.
///
/// Written bare is a name whose beginning tells where it comes from, unless something in sight of the
/// file has it as well. All others, `Message` or `Decoder` for instance, users may well have in code of
/// their own.
struct NamesInSight: Hashable {
  /// Whether any name is written bare. In a file without a package none is: what else is in its module
  /// may have no package either, and so any name.
  let allowsBareNames: Bool

  /// The names that begin like a library's and belong to something in sight.
  let taken: Set<String>

  /// `name` of `module` as the file writes it.
  func spelling(of name: String, in module: String) -> String {
    let isBare = allowsBareNames && Self.tellsLibrary(name) && !taken.contains(name)
    return isBare ? name : "\(module).\(name)"
  }

  /// Whether a name begins as names of the libraries do, and hardly anybody else's.
  static func tellsLibrary(_ name: String) -> Bool {
    beginnings.contains { name.hasPrefix($0) } && !common.contains(name)
  }

  private static let beginnings = ["Wire", "Protobuf", "Unknown", "_"]

  /// The names that begin like that and are users' own all the same.
  private static let common: Set = ["WireMessage"]
}
