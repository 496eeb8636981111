import Foundation
import TestSupport
import Testing

extension ConsumerTests {
  /// Protos import those of other targets and of other packages.
  @Suite(.enabled(if: runsLongTests)) struct ModuleImportTests {
    /// The access level is `package` without a setting, and resources are left alone.
    @Test func modulesOfAPackage() async throws {
      let package = try SharedScratch.package("modules")
      let run = try await package.swift(["run"])
      #expect(
        run.text.hasSuffix("[10, 2, 8, 7, 18, 2, 8, 1] press\n"), "\(run.text)\(run.errors)")
      let part = try package.generated("parts_part.pb.swift")
      #expect(part.contains("package nonisolated struct Parts_Part"))
      #expect(try package.generated("assembly.pb.swift").contains("import Parts"))

      try package.write(
        "Sources/Parts/parts/part.proto",
        #"syntax = "proto3"; package parts; message Part { int32 code = 2; }"#)
      let again = try await package.swift(["run"])
      #expect(again.text.hasSuffix("[10, 2, 16, 7, 18, 2, 8, 1] press\n"), "\(again.errors)")
      try await foldersAreWatchedFromThePlanOn(package)
      try await missingDependencyIsAnError(package)
    }

    private func foldersAreWatchedFromThePlanOn(_ package: ConsumerPackage) async throws {
      let settings = "Sources/Assembly/training-generator.json"
      try package.write(settings, "{}")
      try package.write("Protos/units.proto", #"syntax = "proto3";"#)
      #expect(try await package.swift(["build"]).status == 0)
      try package.write(settings, #"{ "importPaths": ["../../Protos"] }"#)
      let proto = package.folder.appendingPathComponent("Sources/Assembly/assembly.proto")
      let text = try String(contentsOf: proto, encoding: .utf8)
      try package.write(
        "Sources/Assembly/assembly.proto", text + "import \"units.proto\";\n")
      let warning = "aren't noticed yet, because importPaths has changed"
      let build = try await package.swift(["build"])
      #expect((build.text + build.errors).contains(warning), "\(build.text)\(build.errors)")
      let planned = try await package.swift(["build", "--disable-build-manifest-caching"])
      #expect(planned.status == 0 && !(planned.text + planned.errors).contains(warning))
      try package.write("Protos/units.proto", #"syntax = "proto3""#)
      let broken = try await package.swift(["build"])
      #expect((broken.text + broken.errors).contains("Protos/units.proto:1:"))
      try package.write("Protos/units.proto", #"syntax = "proto3";"#)
    }

    private func missingDependencyIsAnError(_ package: ConsumerPackage) async throws {
      let manifest = package.folder.appendingPathComponent("Package.swift")
      let text = try String(contentsOf: manifest, encoding: .utf8)
      try package.write("Package.swift", text.replacing("\"Parts\", .product", with: ".product"))
      let build = try await package.swift(["build"])
      let proto = package.folder.appendingPathComponent("Sources/Assembly/assembly.proto").path
      #expect(build.status != 0)
      #expect((build.text + build.errors).contains("dependencies of Assembly in Package.swift"))
      #expect(
        (build.text + build.errors).contains(
          "\(proto):3:1: error: Import \"parts/part.proto\" was not found"),
        "\(build.text)\(build.errors)")
    }

    /// A target finds the protos of another package's product, whose messages have to be public.
    @Test func modulesOfAnotherPackage() async throws {
      let catalog = try SharedScratch.package("catalog")
      let package = try SharedScratch.package("shop")
      let run = try await package.swift(["run"])
      #expect(
        run.text.hasSuffix("shop.Orders/place [10, 5, 10, 3, 116, 101, 97]\n"),
        "\(run.text)\(run.errors)")
      let settings = "Sources/Catalog/training-generator.json"
      try catalog.write(settings, #"{ "visibility": "package" }"#)
      let build = try await package.swift(["build"])
      let place = package.folder.appendingPathComponent("Sources/Shop/shop.proto").path
      let file = catalog.folder.appendingPathComponent(settings).path
      #expect(build.status != 0)
      #expect(
        (build.text + build.errors).contains(
          "\(place):3:8: error: the Swift of catalog/item.proto in the module Catalog is package; "
            + "set \"visibility\": \"public\" in \(file)"), "\(build.text)\(build.errors)")
    }
  }
}
