import SwiftSource

/// The static property that holds names and numbers.
struct NameMapEmitter: StyledEmitter {
  let plan: NameMap
  let style: FileStyle

  var source: SwiftSource {
    "\(access) static let _protobuf_nameMap = \(value)"
  }

  private var value: SwiftSource {
    plan.bytecode.isEmpty
      ? "\(swiftProtobuf._NameMap)()"
      : "\(swiftProtobuf._NameMap)(bytecode: \(literal: plan.bytecode))"
  }
}
