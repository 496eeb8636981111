/// A clip of a model, with its position in the library's file and its transcript.
struct Clip: Codable, Hashable {
  /// The offset of the clip in the library's file of clips.
  let offset: Int

  /// The clip's size in bytes.
  let byteCount: Int

  /// The clip's compressed size in bytes, which is needed for each request.
  let compressedByteCount: Int

  /// The text that is spoken in the clip.
  let transcript: String
}
