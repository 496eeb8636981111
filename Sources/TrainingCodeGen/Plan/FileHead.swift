import SwiftProtobufPluginLibrary
import TrainingSchema

/// What every Swift file that comes from one proto has in common.
struct FileHead: Hashable {
  /// The proto's name.
  let source: String

  /// The comments at the top of the proto, the usual place for a licence.
  let header: Documentation

  /// The names that modules have in the user's build, by those that templates use; those that are
  /// the same are left out.
  let modules: [String: String]

  init(_ context: FileContext) {
    let options = context.options
    self.source = context.file.name
    self.header = Documentation(header: context.file)
    self.modules = [
      RuntimeNames.swiftProtobuf: options.swiftProtobufModule,
      RuntimeNames.grpc: options.grpcModule,
    ].filter { $0.key != $0.value }
  }
}
