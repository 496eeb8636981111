import Testing
import TrainingDatasets
import TrainingManifest

@Suite struct FileTypeTests {
  @Test(arguments: [
    ("a.png", ["png"]), ("a.PNG", ["png"]), ("a.png", ["PNG"]), ("a.png", [".png"]),
    ("a.tar.png", ["txt", "png"]), ("dir.x/a.png", ["png"]), ("._a.png", ["png"]),
    ("__MACOSX/._a.png", ["png"]), ("anything", []), ("nested.zip", ["zip"]),
  ])
  func accepts(name: String, types: [String]) throws {
    let requirements = DatasetRequirements(fileTypes: types)
    let zip = try TemporaryFile(ForgedZip(name).bytes())
    #expect(try inspect(zip, for: requirements).brokenRules == [])
  }

  @Test(arguments: [
    ("a.exe", ["png"]), ("a", ["png"]), ("png", ["png"]), ("a.png/b", ["png"]),
    ("a.png.exe", ["png"]), ("a.png.", ["png"]), (".DS_Store", ["png"]), ("a.pn", ["png"]),
  ])
  func refuses(name: String, types: [String]) throws {
    let requirements = DatasetRequirements(fileTypes: types)
    let zip = try TemporaryFile(ForgedZip(name).bytes())
    #expect(try inspect(zip, for: requirements).brokenRules == ["entry.file_type(\(name))"])
    let tar = try ArchiveWriter.archive(.tar, of: [.file(name)])
    #expect(try inspect(tar, for: requirements).brokenRules == ["entry.file_type(\(name))"])
  }

  @Test func directoriesHaveNoType() throws {
    let archive = try ArchiveWriter.archive(.zip, of: [.directory("images.d/"), .file("a.png")])
    #expect(try inspect(archive, for: DatasetRequirements(fileTypes: ["png"])).isAccepted)
  }
}
