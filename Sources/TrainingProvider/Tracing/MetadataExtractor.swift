import GRPCCore
import Instrumentation

/// Reads a trace's context from the metadata of a call.
struct MetadataExtractor: Extractor {
  func extract(key: String, from metadata: Metadata) -> String? {
    var values = metadata[stringValues: key].makeIterator()
    return values.next()
  }
}
