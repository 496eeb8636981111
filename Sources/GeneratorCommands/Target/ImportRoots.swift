import Foundation

/// The folders from which protos are imported.
///
/// They begin with the target's folder. Protos that were written for another folder, such as
/// `import "a/b.proto"` in `protos/a/c.proto`, add that one, here `protos`.
struct ImportRoots {
  /// The absolute paths of the folders.
  private(set) var folders: [String]

  /// - Parameters:
  ///   - folder: the target's folder.
  ///   - more: the folders of the settings.
  ///   - protos: the absolute paths of the target's protos.
  init(_ folder: String, _ more: [String], for protos: [String]) {
    folders = [folder] + more.filter { $0 != folder }
    let imports = protos.flatMap { proto in
      ProtoImport.all(in: [UInt8](FileManager.default.contents(atPath: proto) ?? Data()))
        .map(\.name)
    }
    for name in Set(imports).sorted() where !isFound(name) {
      guard let proto = protos.first(where: { $0.hasSuffix("/\(name)") }) else { continue }
      folders.append(String(proto.dropLast(name.count + 1)))
    }
  }

  private func isFound(_ name: String) -> Bool {
    folders.contains { FileManager.default.fileExists(atPath: "\($0)/\(name)") }
  }

  /// The name by which a proto is imported: its path in the innermost of the folders.
  func name(of proto: String) -> String {
    let root = folders.filter { proto.hasPrefix("\($0)/") }.max { $0.count < $1.count }
    return root.map { String(proto.dropFirst($0.count + 1)) } ?? proto
  }

  /// The folders, the innermost first, so that each proto is found under its name.
  var searched: [String] {
    folders.enumerated().sorted { left, right in
      left.element.count == right.element.count
        ? left.offset < right.offset : left.element.count > right.element.count
    }.map(\.element)
  }
}
