/// A clip that a model knows: where its bytes are, and what is said in it.
struct Clip: Codable, Hashable {
  /// Where the clip begins in the library's file of clips.
  let offset: Int

  /// The clip's size in bytes.
  let byteCount: Int

  /// The clip's compressed size in bytes, which every question needs.
  let compressedByteCount: Int

  /// What is said.
  let transcript: String
}
