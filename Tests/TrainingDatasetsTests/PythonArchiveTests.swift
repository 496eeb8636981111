import Foundation
import Testing
import TrainingDatasets
import TrainingManifest

/// Archives from Python's zipfile and tarfile. Those that the Python SDK accepts are accepted.
@Suite struct PythonArchiveTests {
  private let requirements = DatasetRequirements(
    maxArchiveBytes: 1000, maxEntries: 4, maxEntryBytes: 50, fileTypes: ["png", "txt"])

  /// A directory, a name beyond ASCII, deflate, bzip2, LZMA and a comment.
  @Test func aZipOfEveryMethod() throws {
    let archive = try file(
      """
      UEsDBBQAAAAAAEsOeF0AAAAAAAAAAAAAAAAHAAAAaW1hZ2VzL1BLAwQUAAAICABLDnhdA4pirAYAAAAyAAAAEQAAAGlt\
      YWdlcy/QutC+0YIucG5nq6ggFQAAUEsDBC4AAAAMAEsOeF27iZnUJwAAADIAAAAFAAAAYS50eHRCWmg5MUFZJlNZtLLj\
      3AAAAhCAAAEAICAAIQCCCxdyRThQkLSy49xQSwMEPwACAA4ASw54XXONlF0WAAAAMgAAAAUAAABiLnR4dAkEBQBdAACA\
      AAA9bjsH/////4AAAABQSwECFAMUAAAAAABLDnhdAAAAAAAAAAAAAAAABwAAAAAAAAAAABAA/UEAAAAAaW1hZ2VzL1BL\
      AQIUAxQAAAgIAEsOeF0DimKsBgAAADIAAAARAAAAAAAAAAAAAACAASUAAABpbWFnZXMv0LrQvtGCLnBuZ1BLAQIuAy4A\
      AAAMAEsOeF27iZnUJwAAADIAAAAFAAAAAAAAAAAAAACAAVoAAABhLnR4dFBLAQI/Az8AAgAOAEsOeF1zjZRdFgAAADIA\
      AAAFAAAAAAAAAAAAAACAAaQAAABiLnR4dFBLBQYAAAAABAAEANoAAADdAAAADgBtYWRlIGJ5IFB5dGhvbg==
      """)
    let report = try inspect(archive, for: requirements)
    #expect(report == DatasetReport(kind: .zip, entryCount: 4, totalBytes: 150))
    #expect(try names(in: archive) == ["images/кот.png", "a.txt", "b.txt"])
  }

  /// Written to a pipe: sizes follow the data, one of them in zip64.
  @Test func aStreamedZip() throws {
    let archive = try file(
      """
      UEsDBBQACAAIALkDeF0AAAAAAAAAAAAAAAAFAAAAYS50eHSrrCQVAABQSwcIu4mZ1AYAAAAyAAAAUEsDBC0ACAAIAAAA\
      IQAAAAAA//////////8HABQAYmlnLnR4dAEAEAAAAAAAAAAAAAAAAAAAAAAAKy8nFQAAUEsHCCiXyGwGAAAAAAAAADIA\
      AAAAAAAAUEsBAhQDFAAIAAgAuQN4XbuJmdQGAAAAMgAAAAUAAAAAAAAAAAAAAIABAAAAAGEudHh0UEsBAi0DLQAIAAgA\
      AAAhACiXyGwGAAAAMgAAAAcAAAAAAAAAAAAAAIABOQAAAGJpZy50eHRQSwUGAAAAAAIAAgBoAAAAkAAAAAAA
      """)
    let report = try inspect(archive, for: requirements)
    #expect(report == DatasetReport(kind: .zip, entryCount: 2, totalBytes: 100))
  }

  /// A pax tar with a directory, a name beyond ASCII and one of 124 characters.
  @Test func aTarGzip() throws {
    let archive = try file(
      """
      H4sIAH/aBGsC/+3WPw6CMBgF8M6eghOU0hZ0MTg6eoUmNmCCSqAmnT2Wg2fAG1n/xYgsmkAH3m8pQxOGl+97peFmqzJd\
      h6Q/zEmkvJ9O++z4ngp3PYjJAA61UZX7JRknGtJwsVJ2qdVaV/3l35H7O3MhP/OPGI84CSzy7x2fBaUy+Zy+9kBzas6X\
      Iy132YTACOb/mXuaprfQ/ez/uD3/krv9zzD/vct1UewxBiOef//9z1ny3f8C/T+ESMjHA8B6Qo01eGl4M0TEP/e/iAXj\
      6H/0PwAAAAAAAAAAAAAA/OMK2G0LGQAoAAA=
      """)
    let report = try inspect(archive, for: requirements)
    #expect(report == DatasetReport(kind: .tarGzip, entryCount: 3, totalBytes: 10))
    #expect(
      try names(in: archive) == ["images/кот.png", String(repeating: "x", count: 120) + ".txt"])
  }

  private func file(_ base64: String) throws -> TemporaryFile {
    try TemporaryFile([UInt8](#require(Data(base64Encoded: base64))))
  }

  private func names(in archive: TemporaryFile) throws -> [String] {
    var names: [String] = []
    try DatasetReader(archiveAt: archive.path).forEachFile { names.append($0.name) }
    return names
  }
}
