/// The version of the calls that generated code makes into this library.
///
/// Generated code names the version that it was written for. When a call changes, a new version
/// takes the place of this one, and code that was generated for the old calls stops to compile at
/// a line that says so.
public enum CodecVersion1 {}
