import SwiftProtobufPluginLibrary

/// What every Swift file that comes from one proto has in common.
struct FileHead: Hashable {
  /// The proto's name.
  let source: String

  /// The comments at the top of the proto, the usual place for a licence.
  let header: Documentation

  init(_ context: FileContext) {
    self.source = context.file.name
    self.header = Documentation(headerIn: context)
  }
}
