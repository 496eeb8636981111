import Foundation
import PackagePlugin

extension TargetDescription {
  /// Describes a target of a package.
  init(_ target: any SourceModuleTarget, in package: Package) {
    let own = Set(package.targets.map { $0.id })
    let dependencies = target.recursiveTargetDependencies.compactMap { $0.sourceModule }
      .filter { !$0.protos.isEmpty }
    let dependents = package.targets.compactMap { $0.sourceModule }.filter { other in
      !other.protos.isEmpty && other.recursiveTargetDependencies.contains { $0.id == target.id }
    }
    self.init(
      module: target.moduleName, folder: target.directoryURL, protos: target.protos,
      otherSources: target.sourceFiles(withSuffix: ".swift").map(\.url),
      dependencies: dependencies.map { other in
        Module(
          name: other.moduleName, folder: other.directoryURL.path,
          isInPackage: own.contains(other.id))
      },
      isShared: !dependents.isEmpty, wellKnownProtos: WellKnownProtos.folder(for: package))
    let stems = Set(target.protos.map { $0.deletingPathExtension().lastPathComponent })
    committed = target.sourceFiles(withSuffix: ".pb.swift").map(\.url).filter { file in
      stems.contains(String(file.lastPathComponent.dropLast(".pb.swift".count)))
    }.map(\.path)
    inputs = Inputs.files(of: [target] + dependencies).map(\.path)
  }

  /// Describes a folder with protos.
  init(
    module: String, folder: URL, protos: [URL], otherSources: [URL], dependencies: [Module],
    isShared: Bool, wellKnownProtos: String?
  ) {
    let paths = protos.map(\.path).sorted()
    let names = OutputNames.names(
      for: paths.map { Self.path($0, in: folder.path) },
      besides: otherSources.map(\.lastPathComponent))
    self.module = module
    self.folder = folder.path
    self.protos = zip(paths, names).map { Proto(path: $0, output: $1) }
    self.dependencies = dependencies
    self.isShared = isShared
    self.wellKnownProtos = wellKnownProtos
  }

  private static func path(_ path: String, in folder: String) -> String {
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
  }
}

extension SourceModuleTarget {
  /// The protos that the package's manifest doesn't exclude.
  var protos: [URL] { sourceFiles(withSuffix: ".proto").map(\.url) }
}

/// The folder with protobuf's own protos: that of the library that generated code uses.
enum WellKnownProtos {
  private static let path = "Sources/protobuf/protobuf/src"

  /// Finds the folder in a package's dependencies.
  static func folder(for package: Package) -> String? {
    var pending = [package]
    var seen: Set<String> = []
    while let next = pending.popLast() {
      guard seen.insert(next.id).inserted else { continue }
      let folder = next.directoryURL.appendingPathComponent(path)
      let proto = folder.appendingPathComponent("google/protobuf/descriptor.proto")
      if FileManager.default.fileExists(atPath: proto.path) { return folder.path }
      pending += next.dependencies.map(\.package)
    }
    return nil
  }
}
