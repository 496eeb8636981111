/// How many files a model may have on the server's disk.
struct AllowedFiles: Hashable, Sendable {
  var datasets: Int
  var artefacts: Int
}
