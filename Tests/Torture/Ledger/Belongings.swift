/// How much a model may have on the server's disk.
struct Belongings: Hashable, Sendable {
  var datasets: Int
  var artefacts: Int
}
