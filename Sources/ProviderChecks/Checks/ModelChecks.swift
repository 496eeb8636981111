import Foundation
import TrainingManifest
import TrainingProtos

extension Check {
  static let modelChecks = [
    identifierForm, identifiersAreUnique, identifiersCannotBeGuessed, newModelIsCreated,
    unknownModels, missingModel, hostileModels,
  ]

  private static let identifierForm = Check(
    "models/id-form", "Identifiers can be sent in headers",
    habit: "The daemon and its clients send a model's identifier in headers and store it as a key.",
    breaks: "Every owner of such a model: headers only carry printable ASCII.",
    remedy: "Answer 1 to 128 printable ASCII characters without blanks, for example a UUID."
  ) { daemon in
    let id = try await daemon.create().response()
    daemon.remember(id)
    guard ModelIdentifier.isWellFormed(id) else {
      throw CheckStop.failed(
        "create_model answered the model_id \"\(Printable.text(id))\" (\(id.utf8.count) bytes)")
    }
  }

  private static let identifiersAreUnique = Check(
    "models/id-unique", "Identifiers are unique",
    habit: "The daemon stores each model under its identifier, and overwrites what is there.",
    breaks: "The owner of the older model: it silently becomes the newer owner's.",
    remedy: "Make a new identifier for each model, for example uuid4(), and store which exist."
  ) { daemon in
    let ids = try await newIdentifiers(daemon)
    let repeated = Set(ids).filter { id in ids.count { $0 == id } > 1 }
    guard let one = repeated.first else { return }
    throw CheckStop.failed(
      "\(ids.count) calls of create_model answered \"\(Printable.text(one))\" more than once")
  }

  private static let identifiersCannotBeGuessed = Check(
    "models/id-random", "Identifiers can't be guessed",
    habit: "Nobody but the provider checks who uses a model. The daemon forwards any identifier.",
    breaks: "Owners of private models: whoever guesses the identifier can use and delete them.",
    remedy: "Use at least 64 random bits, for example uuid4(): no counters, names or clocks."
  ) { daemon in
    let bits = Identifiers.variedBits(try await newIdentifiers(daemon))
    guard bits >= 64 else {
      throw CheckStop.failed(
        "identifiers of \(identifierCount) new models differ in about \(Int(bits)) bits only")
    }
  }

  private static let newModelIsCreated = Check(
    "models/created", "A new model is CREATED",
    habit: "The daemon stores what get_model_status answers, and consumers act on it.",
    breaks: "Consumers, who believe that an empty model is validated or trained, and pay for it.",
    remedy: "Store a status for each model and answer it. A model begins with CREATED."
  ) { daemon in
    let id = try await daemon.newModel()
    let status = try await daemon.status(of: id).response()
    guard status == .created else {
      throw CheckStop.failed("get_model_status answered \(status.name) for a new model")
    }
  }

  private static let unknownModels = Check(
    "models/unknown", "Calls for unknown models are refused",
    habit: "The daemon forwards whatever identifier a client sends.",
    breaks: "Consumers who mistype an identifier: an answer is charged, and an error is refunded.",
    remedy: "Look each model up first, and end the call with NOT_FOUND if it doesn't exist."
  ) { daemon in
    let id = UUID().uuidString.lowercased()
    for call in try await unknownModelCalls(daemon, id: id) {
      // Deleting something that doesn't exist may succeed.
      if call.name == "delete_model", case .success("DELETED") = call.result { continue }
      try call.requireRefusal("the model doesn't exist")
    }
  }

  private static let missingModel = Check(
    "models/missing", "Calls that name no model are refused",
    habit: "A client can leave out the identifier. It then arrives as an empty string.",
    breaks: "Consumers, who pay for nothing, and whoever owns the model that is used instead.",
    remedy: "Check that the identifier is present, and end the call with INVALID_ARGUMENT if not."
  ) { daemon in
    for call in try await unknownModelCalls(daemon, id: "") {
      try call.requireRefusal("it named no model")
    }
  }

  private static let hostileModels = Check(
    "models/hostile", "Hostile identifiers are refused",
    habit: "The daemon doesn't look at identifiers. They can be paths, or thousands of bytes long.",
    breaks: "Everybody, if an identifier becomes part of a path or of a query.",
    remedy: "Only use an identifier to look up a model that create_model has stored."
  ) { daemon in
    let hostile = [
      "../../../../../../../../etc/passwd", "a\0b", String(repeating: "x", count: 20_000), "🧠",
      "' OR '1'='1", ".",
    ]
    for id in hostile {
      let name = Printable.text(String(id.prefix(40)))
      try await daemon.status(of: id).refusal("the identifier is \"\(name)\"")
      try await daemon.trainingPrice(of: id).refusal("the identifier is \"\(name)\"")
    }
    _ = try await daemon.newModel()
  }

  private static let identifierCount = 20

  /// Creates models that all have the same name.
  private static func newIdentifiers(_ daemon: Daemon) async throws -> [String] {
    var ids: [String] = []
    for _ in 1...identifierCount { ids.append(try await daemon.newModel()) }
    return ids
  }
}

/// What identifiers have in common.
enum Identifiers {
  /// How much information identifiers of one provider carry at most, in bits, judged by how many
  /// different characters each position has among them.
  static func variedBits(_ ids: [String]) -> Double {
    let longest = ids.map(\.utf8.count).max() ?? 0
    let bytes = ids.map { Array($0.utf8) }
    return (0..<longest).reduce(0) { bits, position in
      let seen = Set(bytes.map { position < $0.count ? $0[position] : 0 })
      return bits + log2(Double(seen.count))
    }
  }
}
