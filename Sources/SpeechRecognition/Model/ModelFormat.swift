import Foundation

/// The layout of a model's file. All numbers are little-endian.
///
/// | bytes | what |
/// |---|---|
/// | 8 | ``magic`` |
/// | 4 each | ``version``, numbers in a row, clips, transcripts, rows of all clips |
/// | 4 each | bytes of all transcripts, threshold as a `Float`, 0 |
/// | 8 for each clip | number of rows, index of the transcript |
/// | 4 for each transcript | its bytes of UTF-8 |
/// | | the transcripts |
/// | up to 3 | 0, so that the rows begin at a multiple of 4 |
/// | | the rows as `Float`s |
enum ModelFormat {
  static let magic = Array("SPEECH\r\n".utf8)

  /// The version of the layout and of the features.
  static let version: UInt32 = 2

  static let headerBytes = 40
}
