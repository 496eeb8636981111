import ProtoCompiler
import SwiftProtobuf

/// Tests one input. libFuzzer calls this function with each input, which is the text of a proto.
///
/// Any text has to end in descriptors or in diagnostics. Descriptors have to be the same in both ways
/// in which they can be had, and diagnostics have to be printable.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let text = Array(UnsafeBufferPointer(start: start, count: count))
  check(text)
  return 0
}

private let imported = """
  syntax = "proto2";
  import "google/protobuf/descriptor.proto";
  message Note {
    optional string text = 1;
    optional int32 number = 2;
    repeated Note notes = 3;
    extensions 100 to max;
  }
  extend google.protobuf.FileOptions { optional Note file_note = 50000; }
  extend google.protobuf.MessageOptions { optional Note note = 50001; }
  extend google.protobuf.FieldOptions { repeated int32 numbers = 50002; }
  extend google.protobuf.MethodOptions { optional Note method_note = 50003; }
  extend Note { optional Note inner = 100; }
  """

private func check(_ text: [UInt8]) {
  let resolver = MemoryResolver(["a.proto": text, "note.proto": Array(imported.utf8)])
  var compiler = Compiler(resolver)
  compiler.threads = 1
  compiler.allowsUnstableEditions = true
  let compilation = compiler.compile(["a.proto"])
  let lines = Dictionary(
    compilation.texts.map { ($0.name, SourceLines($0.bytes)) }, uniquingKeysWith: { $1 })
  for diagnostic in compilation.diagnostics {
    _ = diagnostic.rendered(lines: lines)
    _ = diagnostic.position.map { lines[diagnostic.file]?.utf16Column(at: $0) }
  }
  _ = ProtoTokens(text).reduce(0) { $0 + $1.range.count }
  // Comments that aren't UTF-8 only survive as bytes.
  if !compilation.hasErrors, String(validating: text, as: UTF8.self) != nil {
    compare(compilation)
  }
}

private func compare(_ compilation: Compilation) {
  do {
    let message: [UInt8] = try compilation.descriptorSet().serializedBytes()
    guard message == compilation.descriptorSetBytes() else {
      fatalError("the bytes of the descriptors differ from those of the message")
    }
  } catch {
    fatalError("the descriptors can't be encoded: \(error)")
  }
}
