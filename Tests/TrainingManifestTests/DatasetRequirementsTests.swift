import Testing
import TrainingManifest

@Suite struct DatasetRequirementsTests {
  @Test func limitsAreInBytes() {
    let requirements = DatasetRequirements(
      TrainingOptions(
        datasetMaxSizeMB: 100, datasetMaxCountFiles: 7, datasetMaxSizeSingleFileMB: 1))
    #expect(requirements.maxArchiveBytes == 104_857_600)
    #expect(requirements.maxEntries == 7)
    #expect(requirements.maxEntryBytes == 1_048_576)
  }

  @Test func zeroAndAbsentAreNoLimit() {
    let zero = TrainingOptions(
      datasetMaxSizeMB: 0, datasetMaxCountFiles: 0, datasetMaxSizeSingleFileMB: 0)
    #expect(DatasetRequirements(zero) == DatasetRequirements())
    #expect(DatasetRequirements(TrainingOptions()) == DatasetRequirements())
  }

  @Test func aLimitBeyondCountingIsTheLargest() {
    let options = TrainingOptions(datasetMaxSizeMB: .max)
    #expect(DatasetRequirements(options).maxArchiveBytes == .max)
  }

  @Test(arguments: [
    ("png, mp4", ["png", "mp4"]), (" .PNG ,png,, mp4 ", ["png", "", "mp4"]), ("", []), (" ", []),
    (",png", []),
  ])
  func fileTypesAreWrittenInOneWay(_ text: String, _ types: [String]) {
    #expect(DatasetRequirements(TrainingOptions(datasetFilesType: text)).fileTypes == types)
  }

  @Test func archiveKindsGoByOneName() {
    let options = TrainingOptions(datasetType: "ZIP, tgz, tar.gz, rar")
    #expect(DatasetRequirements(options).archiveKinds == ["zip", "tar.gz", "rar"])
  }
}
