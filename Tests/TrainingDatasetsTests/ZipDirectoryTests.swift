import Testing
import TrainingDatasets
import TrainingManifest

/// Zips that different programs would read differently.
@Suite struct ZipDirectoryTests {
  /// libarchive silently drops the second entry, but Python's zipfile reads both.
  @Test func entriesMayNotShareData() throws {
    var zip = ForgedZip("a.png", "a.png")
    zip.entries[1].sharesDataOf = 0
    #expect(try rules(zip) == ["archive.overlapping_entries"])
  }

  /// Fifield's bomb: each entry's data contains the header and the data of the next entry, so the
  /// shared data at the end is decompressed once for each entry.
  @Test func entriesMayNotQuoteEachOther() throws {
    var zip = ForgedZip("a", "b")
    let quoted = zip.entries[1].localHeader + zip.entries[1].content
    zip.entries[0].content = []
    zip.entries[0].statedDataSize = UInt32(quoted.count)
    zip.entries[0].statedSize = UInt32(quoted.count)
    zip.entries[0].statedChecksum = crc32(quoted)
    #expect(try rules(zip) == ["archive.overlapping_entries"])
  }

  @Test func anEntryMayNotReachIntoTheDirectory() throws {
    var zip = ForgedZip("a")
    zip.entries[0].statedDataSize = 8
    zip.entries[0].statedSize = 8
    #expect(try rules(zip) == ["archive.overlapping_entries"])
    zip.entries[0].statedDataSize = 0xFFFF_FFF0
    #expect(try rules(zip) == ["archive.directory_mismatch"])
  }

  @Test func theDirectoryMayBeInAnyOrder() throws {
    var zip = ForgedZip("a", "b", "c")
    zip.isReversed = true
    let report = try inspect(TemporaryFile(zip.bytes()))
    #expect(report.brokenRules == [])
    #expect(report.entryCount == 3)
    zip.entries[1].method = 1
    #expect(try rules(zip) == ["entry.compression(b)"])
  }

  /// A program that reads a zip from its beginning finds entries that aren't in the directory.
  @Test(arguments: [0, 1, 2])
  func everyEntryIsListed(hidden: Int) throws {
    var zip = ForgedZip("a", "b", "c")
    zip.entries[hidden].isHidden = true
    #expect(try rules(zip) == ["archive.directory_mismatch"])
  }

  @Test(arguments: [12, 16, 20, 24])
  func sizesMayFollowTheData(count: Int) throws {
    var zip = ForgedZip("a", "b")
    zip.entries[0].rest = Array(repeating: 7, count: count)
    #expect(try rules(zip) == ["archive.directory_mismatch"])
    zip.entries[0].flags = 1 << 3
    #expect(try rules(zip) == [])
    zip.entries[0].localSize = 0
    zip.entries[0].localChecksum = 0
    #expect(try rules(zip) == [])
    zip.entries[0].rest.append(7)
    #expect(try rules(zip) == ["archive.directory_mismatch"])
  }

  /// The directory, which the Python SDK uses, states a smaller size than the header.
  @Test func theHeaderSaysWhatTheDirectorySays() throws {
    let forgeries: [(inout ForgedZip.Entry) -> Void] = [
      { $0.localSize = 1 << 30 }, { $0.localSize = 0 }, { $0.localChecksum = 1 },
      { $0.localMethod = 8 }, { $0.localFlags = 1 }, { $0.localFlags = 1 << 6 },
    ]
    for forge in forgeries {
      var zip = ForgedZip("a", "b")
      forge(&zip.entries[0])
      #expect(try rules(zip) == ["archive.directory_mismatch"])
    }
  }

  @Test func zip64IsAccepted() throws {
    var zip = ForgedZip("a", "b")
    zip.large = ForgedZip.LargeEnd()
    #expect(try rules(zip) == [])
    zip.large?.isReferredTo = false
    #expect(try rules(zip) == [])
    zip.entries[0].statedSize = .max
    zip.entries[0].statedDataSize = .max
    let sizes = little(7 as UInt64) + little(7 as UInt64)
    zip.entries[0].extra = ForgedZip.Entry.field(1, sizes)
    zip.entries[0].localExtra = ForgedZip.Entry.field(1, sizes)
    #expect(try rules(zip) == [])
  }

  @Test func zip64MayNotLie() throws {
    let forgeries: [(inout ForgedZip.LargeEnd) -> Void] = [
      { $0.statedCount = 3 }, { $0.statedCount = .max }, { $0.statedRecordSize = 1 << 40 },
      { $0.locatorShift = -1 }, { $0.locatorShift = 1 << 40 },
      {
        $0.statedCount = 1
        $0.isReferredTo = false
      },
    ]
    for forge in forgeries {
      var zip = ForgedZip("a", "b")
      var large = ForgedZip.LargeEnd()
      forge(&large)
      zip.large = large
      #expect(try rules(zip) == ["archive.directory_mismatch"])
    }
  }

  /// Python always uses the zip64 record, other programs only if the small record refers to it.
  @Test func bothEndsSayTheSame() throws {
    var zip = ForgedZip("a", "b")
    zip.large = ForgedZip.LargeEnd(isReferredTo: false)
    zip.statedCount = 1
    #expect(try rules(zip) == ["archive.directory_mismatch"])
  }

  @Test(arguments: [
    [1, 0, 8, 0, 255, 255, 255, 255, 255, 255, 255, 255], [1, 0, 4, 0, 1, 2, 3, 4],
    [1, 0, 255, 255], [], [1, 0, 8, 0, 7, 0, 0, 0, 0, 0, 0, 0, 1, 0, 8, 0, 7, 0, 0, 0, 0, 0, 0, 0],
  ])
  func largeSizesMayNotLie(extra: [UInt8]) throws {
    var zip = ForgedZip("a")
    zip.entries[0].statedDataSize = .max
    zip.entries[0].extra = extra
    zip.entries[0].localExtra = extra
    #expect(try rules(zip) == ["archive.directory_mismatch"])
  }

  /// Info-ZIP and libarchive use the Unicode name, Python's zipfile the other one.
  @Test(arguments: [
    ("caf?.png", "café.png", []), ("a.png", "b.PNG", []),
    ("a.png", "a.exe", ["archive.directory_mismatch"]),
    ("../a.png", "a.png", ["archive.directory_mismatch"]),
    ("a.png", "../a.png", ["entry.parent_path(../a.png)"]),
  ])
  func bothNamesAreLookedAt(name: String, unicode: String, expected: [String]) throws {
    var zip = ForgedZip(name)
    let field = ForgedZip.Entry.field(
      0x7075, [1] + little(crc32(Array(name.utf8))) + Array(unicode.utf8))
    zip.entries[0].extra = field
    zip.entries[0].localExtra = field
    #expect(try rules(zip) == expected)
  }

  private func rules(_ zip: ForgedZip) throws -> [String] {
    try inspect(TemporaryFile(zip.bytes())).brokenRules
  }
}
