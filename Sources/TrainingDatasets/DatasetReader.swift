/// Reads the files of an accepted archive one after the other, for a trainer.
///
/// ```swift
/// try DatasetReader(archiveAt: path).forEachFile { file in
///   samples.append(Sample(label: file.name, bytes: try file.readAll(upTo: 1 << 20)))
/// }
/// ```
///
/// The reader checks names and entry types again, in case the archive was replaced after its
/// inspection.
public struct DatasetReader: Sendable {
  private let path: String
  private let limits: InspectionLimits

  /// Creates a reader; the file is opened by ``forEachFile(_:)``.
  ///
  /// - Parameters:
  ///   - path: Where the archive is.
  ///   - limits: What the archive may cost to read.
  public init(archiveAt path: String, limits: InspectionLimits = InspectionLimits()) {
    self.path = path
    self.limits = limits
  }

  /// Calls `body` with each file, in the order of the archive. Directories are left out. If `body`
  /// doesn't read a file to its end, the rest of that file is skipped.
  ///
  /// - Throws: ``DatasetError`` if the file can't be read, contains something that
  ///   ``DatasetInspector`` refuses (`unacceptableArchive`), or the current task is cancelled
  ///   (`cancelled`); any error that `body` throws.
  public func forEachFile(_ body: (borrowing DatasetEntry) throws -> Void) throws {
    let (pass, rules) = (try openPass(), ReadableEntryRule(limits: limits))
    var count: UInt64 = 0
    while let header = try next(in: pass) {
      count += 1
      guard count <= limits.maxEntries else {
        throw DatasetError(.archive(.tooManyEntries(limits.maxEntries)))
      }
      let name = try rules.name(of: header)
      if header.type == .regular { try body(DatasetEntry(name: name.path, pass: pass)) }
    }
  }

  private func openPass() throws(DatasetError) -> any ArchivePass {
    let file = try ArchiveFile(path: path)
    do throws(ArchiveFailure) {
      return try file.pass(as: file.kind(), limits: limits)
    } catch {
      throw DatasetError(error)
    }
  }

  private func next(in pass: any ArchivePass) throws(DatasetError) -> ArchiveEntryHeader? {
    do throws(ArchiveFailure) {
      return try pass.next()
    } catch {
      throw DatasetError(error)
    }
  }
}
