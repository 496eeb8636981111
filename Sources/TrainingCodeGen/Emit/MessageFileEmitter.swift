import SwiftSource

/// Writes `.pb.swift`.
struct MessageFileEmitter: StyledEmitter {
  let plan: MessageFilePlan

  var style: FileStyle { plan.style }

  var content: String {
    SourceFile(head: plan.head).content(
      [ImportEmitter(plan: plan.imports).source, versionCheck, conformanceNote]
        + plan.enums.map { EnumEmitter(plan: $0).declaration }
        + plan.messages.map { MessageEmitter(plan: $0).declaration }
        + [
          ExtensionsEmitter(plan: plan).declarations, runtimeSupport,
          AliasesEmitter(aliases: plan.aliases, style: style).source,
        ])
  }

  private var versionCheck: SwiftSource {
    """
    // If this doesn't compile, generate the file again with a generator of the library's version.
    fileprivate nonisolated struct _GeneratedWithProtocGenSwiftVersion: \(swiftProtobuf.ProtobufAPIVersionCheck) {
      struct Version: \(swiftProtobuf.ProtobufAPIVersion_2) {}
    }
    \(codecVersion)
    """
  }

  private var codecVersion: SwiftSource {
    plan.codecVersion.map { "fileprivate typealias _CodecVersion = \(name: $0)" } ?? .empty
  }

  private var conformanceNote: SwiftSource {
    .when(
      !plan.messages.isEmpty,
      "// Messages conform to SwiftProtobuf's `Message` in extensions at the end of this file.")
  }

  private var runtimeSupport: SwiftSource {
    guard !plan.enums.isEmpty || !plan.messages.isEmpty else { return .empty }
    let mark: SwiftSource = "// MARK: - Names, codec and conformance to SwiftProtobuf.Message"
    let enums = plan.enums.map { EnumEmitter(plan: $0).runtimeSupport }
    let messages = plan.messages.flatMap { MessageEmitter(plan: $0).runtimeSupport }
    return .paragraphs([mark] + enums + messages)
  }
}
