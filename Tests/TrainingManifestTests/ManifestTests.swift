import FixtureCases
import Fixture_guide
import Fixture_shapes
import Foundation
import Testing
import TrainingManifest

@Suite struct ManifestTests {
  /// The constant in generated Swift equals the manifest in the generated file.
  @Test(arguments: [
    ("guide/Expected/service.training.json", Manifest.service_service),
    ("shapes/Expected/shapes.training.json", Manifest.fixtures_shapes_shapes),
  ])
  func constantIsTheFile(_ file: String, _ constant: Manifest) throws {
    let json = try Data(contentsOf: FixtureCase.root.appendingPathComponent("Fixtures/\(file)"))
    #expect(try Manifest(json: json) == constant)
    #expect(try constant.json() == json)
  }

  @Test func anotherVersionIsRefused() throws {
    var manifest = Manifest.service_service
    manifest.manifestVersion = 2
    let json = try manifest.json()
    #expect(throws: ManifestError.unknownVersion(2)) { try Manifest(json: json) }
  }
}
