import ProtoCompiler
import SwiftProtobuf

/// The compiler of this package.
public struct BuiltInCompiler: JudgedCompiler {
  private let retainsOptions: Bool

  /// - Parameter retainsOptions: whether descriptors keep options that are only for readers of
  ///   sources, as with protoc's `--retain_options`.
  public init(retainsOptions: Bool) {
    self.retainsOptions = retainsOptions
  }

  public func verdict(on input: CompilerInput) throws -> Verdict {
    let resolver = ResolverChain([MemoryResolver(input.files), FolderResolver(input.folders)])
    var compiler = Compiler(resolver)
    // The judge itself uses every core.
    compiler.threads = 1
    let compilation = compiler.compile(input.requested)
    let set = compilation.descriptorSet(retainsOptions: retainsOptions)
    return Verdict(
      descriptors: compilation.hasErrors ? nil : try set.serializedBytes(),
      messages: compilation.diagnostics.map(CompilerMessage.init))
  }
}

extension CompilerMessage {
  init(_ diagnostic: Diagnostic) {
    self.init(
      file: diagnostic.file, line: diagnostic.position.map { Int($0.line) + 1 },
      column: diagnostic.position.map { Int($0.column) + 1 },
      isWarning: diagnostic.severity == .warning, text: diagnostic.message)
  }
}
