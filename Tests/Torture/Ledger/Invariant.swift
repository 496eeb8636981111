/// The properties that a server must always have, whatever happens to it.
enum Invariant: String, CaseIterable, Sendable {
  case answersCalls = "every call is answered as long as the server lives"
  case tellsTruth = "every answer follows from the calls that were made"
  case keepsModels = "an acknowledged model is never lost"
  case keepsDeletions = "a deleted model stays deleted"
  case keepsEnds = "VALIDATED, READY_TO_USE and ERRORED stay until the next call"
  case keepsResults = "a model answers with the transcripts of the dataset it was trained on"
  case sparesInnocents = "work ends only by itself, or after 3 deaths of the server"
  case endsWork = "no model stays VALIDATING or TRAINING"
}

/// A wrong answer.
struct Violation: Hashable, Sendable {
  let invariant: Invariant
  let description: String
}
