import Foundation
import ProtoCompiler
import SwiftProtobuf

/// Compiles the protos of a target, with protoc if the settings name one.
enum Protoc {
  /// Returns the compiled protos, and what went wrong with protoc.
  static func compiled(
    _ sources: TargetSources, _ origin: ProtoSources
  ) -> (protos: CompiledProtos, problems: [Finding]) {
    guard let protoc = sources.settings.protocPath else {
      return (CompiledProtos(named: sources.names, in: origin), [])
    }
    do throws(ProtocFault) {
      let set = try descriptors(protoc, sources, origin)
      let located = LocatedDescriptors(descriptors: DescriptorSetResolver([set]), origin.resolver)
      return (CompiledProtos(named: sources.names, in: origin.with(located)), [])
    } catch {
      // Nothing is generated, so there is nothing to compile.
      return (CompiledProtos(named: [], in: origin), error.findings)
    }
  }

  private static func descriptors(
    _ protoc: String, _ sources: TargetSources, _ origin: ProtoSources
  ) throws(ProtocFault) -> Google_Protobuf_FileDescriptorSet {
    guard FileManager.default.isExecutableFile(atPath: protoc) else {
      throw ProtocFault(
        "protocPath is \(protoc), which isn't a program; correct it, or remove it to use the "
          + "built-in compiler")
    }
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("swift-training-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let output = folder.appendingPathComponent("set.binpb")
    do {
      let contract = folder.appendingPathComponent("contract")
      try FileManager.default.createDirectory(at: contract, withIntermediateDirectories: true)
      try Data(Contract.text.utf8).write(to: contract.appendingPathComponent(Contract.name))
      let folders = sources.folders + [contract.path] + origin.wellKnownFolders
      let arguments =
        folders.map { "-I\($0)" } + [
          "--include_imports", "--include_source_info",
          "--descriptor_set_out=\(output.path)",
        ]
      let (status, errors) = try run(protoc, arguments + sources.names)
      guard status == 0 else { throw ProtocFault(output: errors, sources) }
    } catch let fault as ProtocFault {
      throw fault
    } catch {
      throw ProtocFault("\(protoc) can't be run: \(error.localizedDescription)")
    }
    guard let bytes = try? Data(contentsOf: output),
      let set = try? Google_Protobuf_FileDescriptorSet(
        serializedBytes: bytes, extensions: nil, partial: true),
      Set(set.file.map(\.name)).isSuperset(of: sources.names)
    else {
      throw ProtocFault(
        "\(protoc) wrote no descriptors of the protos; set protocPath to protoc 3.21 or newer")
    }
    return set
  }

  private static func run(_ program: String, _ arguments: [String]) throws -> (Int32, String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    let errors = Pipe()
    process.standardError = errors
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let text = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let status = process.terminationReason == .exit ? process.terminationStatus : 1
    return (status, String(decoding: text, as: UTF8.self))
  }
}

/// Descriptors with the paths of the files that they were compiled from.
private struct LocatedDescriptors: Resolver {
  private let descriptors: DescriptorSetResolver
  private let origin: ResolverChain

  init(descriptors: DescriptorSetResolver, _ origin: ResolverChain) {
    self.descriptors = descriptors
    self.origin = origin
  }

  func find(_ name: String) throws(ResolverError) -> ResolvedFile? {
    guard let file = try descriptors.find(name) else { return nil }
    return ResolvedFile(file.content, path: try origin.find(name)?.path)
  }

  var places: [String] { [] }
}

/// Why protoc compiled nothing.
private struct ProtocFault: Error {
  let findings: [Finding]

  init(_ message: String) {
    findings = [Finding(ruleID: "protoc", isError: true, place: nil, message: message)]
  }

  /// Reads protoc's lines `name:line:column: message`.
  init(output: String, _ sources: TargetSources) {
    let paths = Dictionary(
      zip(sources.names, sources.target.protos.map(\.path)), uniquingKeysWith: { first, _ in first }
    )
    findings = output.split(separator: "\n").map { line in
      guard let parts = line.wholeMatch(of: /(.+\.proto):(?:(\d+):(\d+):)? ?(.+)/) else {
        return Finding(ruleID: "protoc", isError: true, place: nil, message: String(line))
      }
      let isWarning = parts.4.hasPrefix("warning: ")
      let name = String(parts.1)
      return Finding(
        ruleID: "protoc", isError: !isWarning,
        place: Finding.Place(
          file: paths[name] ?? name, line: parts.2.flatMap { Int($0) },
          column: parts.3.flatMap { Int($0) }),
        message: String(isWarning ? parts.4.dropFirst(9) : parts.4))
    }
  }
}
