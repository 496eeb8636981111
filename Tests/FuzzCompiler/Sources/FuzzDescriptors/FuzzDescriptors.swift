import ProtoCompiler
import SwiftProtobuf

/// Tests one input. libFuzzer calls this function with each input, which is an encoded
/// `google.protobuf.FileDescriptorSet`.
///
/// Descriptors that come from a file can say anything: names that aren't there, numbers out of range,
/// types that don't fit. They have to end in descriptors or in diagnostics as texts do, alone and
/// imported by a text.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  guard let set = try? Google_Protobuf_FileDescriptorSet(serializedBytes: bytes) else { return 0 }
  check(set)
  return 0
}

private func check(_ set: Google_Protobuf_FileDescriptorSet) {
  let names = set.file.map(\.name)
  let first = names.first { $0.utf8.allSatisfy { (0x2e...0x7a).contains($0) && $0 != 0x5c } } ?? ""
  let text = """
    edition = "2024";
    import "\(first)";
    message M { A a = 1; B b = 2; }
    extend A { int32 e = 100 [(a) = 1]; }
    """
  let resolver = ResolverChain([MemoryResolver(["text.proto": text]), DescriptorSetResolver([set])])
  var compiler = Compiler(resolver)
  compiler.threads = 1
  compiler.allowsUnstableEditions = true
  for requested in [names, ["text.proto"]] {
    let compilation = compiler.compile(requested)
    for diagnostic in compilation.diagnostics { _ = diagnostic.rendered(lines: [:]) }
    guard !compilation.hasErrors else { continue }
    let message: [UInt8]? = try? compilation.descriptorSet().serializedBytes(partial: true)
    guard message == compilation.descriptorSetBytes() else {
      fatalError("the bytes of the descriptors differ from those of the message")
    }
    _ = compilation.pluginFiles()
    _ = compilation.sourceFiles()
  }
}
