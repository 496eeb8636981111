import SwiftSource

/// The static property that holds names and numbers.
struct NameMapEmitter {
  let plan: NameMap
  let access: String

  var source: SwiftSource {
    "\(name: access) static let _protobuf_nameMap = \(value)"
  }

  private var value: SwiftSource {
    if plan.bytecode.isEmpty { return "SwiftProtobuf._NameMap()" }
    return "SwiftProtobuf._NameMap(bytecode: \(literal: plan.bytecode))"
  }
}
