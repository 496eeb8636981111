import SwiftSource

/// A module in a template.
///
/// What is in it is written as the file's plan says: `\(wire.WireReader)` can be `WireReader` or
/// `ProtoWire.WireReader`. The module itself is its name, as in
/// `\(runtime).ModelGuard`.
@dynamicMemberLookup
struct ModuleSource {
  let name: String
  let inSight: NamesInSight

  subscript(dynamicMember member: String) -> SwiftSource {
    "\(name: inSight.spelling(of: member, in: name))"
  }
}

extension SwiftSource.StringInterpolation {
  /// A module's name.
  mutating func appendInterpolation(_ module: ModuleSource) {
    appendInterpolation(name: module.name)
  }
}
