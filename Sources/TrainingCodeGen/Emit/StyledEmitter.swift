import SwiftSource

/// An emitter whose templates name modules and an access level.
protocol StyledEmitter {
  var style: FileStyle { get }
}

extension StyledEmitter {
  var access: SwiftSource { "\(name: style.access)" }
  var swiftProtobuf: SwiftSource { "\(name: style.modules.swiftProtobuf)" }
  var wire: SwiftSource { "\(name: style.modules.wire)" }
  var runtime: SwiftSource { "\(name: style.modules.runtime)" }
  var manifest: SwiftSource { "\(name: style.modules.manifest)" }
  var grpc: SwiftSource { "\(name: style.modules.grpc)" }
}
