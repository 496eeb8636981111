/// A statement that cannot be read further. The error has been recorded.
struct ParseFailure: Error {}
