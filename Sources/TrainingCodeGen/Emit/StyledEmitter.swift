import SwiftSource

/// An emitter whose templates name modules and an access level.
protocol StyledEmitter {
  var style: FileStyle { get }
}

extension StyledEmitter {
  var access: SwiftSource { "\(name: style.access)" }
  var swiftProtobuf: ModuleSource { module(style.modules.swiftProtobuf) }
  var wire: ModuleSource { module(style.modules.wire) }
  var runtime: ModuleSource { module(style.modules.runtime) }
  var manifest: ModuleSource { module(style.modules.manifest) }
  var grpc: ModuleSource { module(style.modules.grpc) }

  private func module(_ name: String) -> ModuleSource {
    ModuleSource(name: name, inSight: style.modules.inSight)
  }
}
