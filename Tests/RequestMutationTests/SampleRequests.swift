import Foundation
import TestSupport

/// Requests from `protoc` for real protos: those of the fixtures and those of protobuf itself.
enum SampleRequests {
  static func all() async throws -> [DescriptorTree] {
    let fixtures = Repository.file("Fixtures")
    let shipped = Repository.file("Sources/TrainingProtos")
    let folders = try FileManager.default.contentsOfDirectory(atPath: fixtures.path).sorted()
    var requests: [DescriptorTree] = []
    for folder in folders.map(fixtures.appendingPathComponent) {
      let protos = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        .filter { $0.hasSuffix(".proto") }.sorted()
      guard !protos.isEmpty else { continue }
      let roots = [folder.path, shipped.appendingPathComponent("Protos").path, shipped.path]
      requests.append(try await request(for: protos, in: roots))
    }
    let bundled = try FileManager.default
      .contentsOfDirectory(atPath: "/usr/include/google/protobuf")
      .filter { $0.hasSuffix(".proto") }.sorted().map { "google/protobuf/\($0)" }
    for proto in bundled { requests.append(try await request(for: [proto], in: ["/usr/include"])) }
    return requests
  }

  private static func request(
    for protos: [String], in roots: [String]
  ) async throws -> DescriptorTree {
    try await withTemporaryDirectory { folder in
      let output = folder.appendingPathComponent("set")
      let arguments = [
        "--include_imports", "--include_source_info", "--descriptor_set_out=\(output.path)",
      ]
      let outcome = try await Command("protoc", roots.map { "-I\($0)" } + arguments + protos).run()
      guard outcome.status == 0 else { throw RequestFailure(errors: outcome.errors) }
      return try tree(descriptors: Data(contentsOf: output), generating: protos)
    }
  }

  /// A descriptor set only contains files, in field 1.
  private static func tree(descriptors: Data, generating protos: [String]) throws -> DescriptorTree
  {
    guard let set = DescriptorTree(ArraySlice(descriptors), as: .set) else {
      throw RequestFailure(errors: "protoc wrote no descriptors")
    }
    let chosen = protos.map { DescriptorTree.Field(number: 1, value: .bytes(Array($0.utf8))) }
    let files = set.fields.map { DescriptorTree.Field(number: 15, value: $0.value) }
    return DescriptorTree(kind: .request, fields: chosen + files)
  }
}

/// An error that explains why there is no request to change.
struct RequestFailure: Error {
  let errors: String
}
