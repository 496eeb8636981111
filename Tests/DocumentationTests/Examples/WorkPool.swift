import TrainingProvider

enum WorkPoolComment {
  struct Recogniser {
    func transcribe(_ speech: [UInt8]) throws -> String { "\(speech.count)" }
  }

  static func answer(_ speech: [UInt8], with recogniser: Recogniser) async throws -> String {
    // EXAMPLE
    return text
  }
}
