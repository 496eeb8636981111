import SwiftSource

/// A module in a template.
///
/// A member is spelled as the file's plan decides: `\(wire.WireReader)` becomes `WireReader` or
/// `ProtoWire.WireReader`. A module by itself is always its name: `\(runtime).ModelGuard`.
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
