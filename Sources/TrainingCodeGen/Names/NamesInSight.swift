/// The library names that a file writes without their module.
///
/// A name is written bare if its beginning shows which library it comes from and nothing in sight
/// of the file has the same name. Other names, such as `Message` and `Decoder`, are likely to appear
/// in the user's own code, so they always keep their module.
struct NamesInSight: Hashable {
  /// Whether any name is written bare. A file without a package keeps all modules, because other
  /// files of its module may have no package either and can declare any name.
  let allowsBareNames: Bool

  /// The names of types in sight that begin like library names.
  let taken: Set<String>

  /// `name` of `module` as the file writes it.
  func spelling(of name: String, in module: String) -> String {
    let isBare = allowsBareNames && Self.tellsLibrary(name) && !taken.contains(name)
    return isBare ? name : "\(module).\(name)"
  }

  /// Whether a name begins like a library name, and is unlikely to appear in the user's own code.
  static func tellsLibrary(_ name: String) -> Bool {
    beginnings.contains { name.hasPrefix($0) } && !common.contains(name)
  }

  private static let beginnings = ["Wire", "Protobuf", "Unknown", "_"]

  /// Names that begin like library names but are common in other code.
  private static let common: Set = ["WireMessage"]
}
