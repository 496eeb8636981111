import Foundation
import ProtoWire
import TrainingProtos

extension Check {
  static let linkChecks = [
    goodLink, redirectedLink, badLink, cutLink, missingLink, localFile, mute,
  ]

  private static let goodLink = Check(
    "links/good", "A link leads to a dataset",
    habit: """
      JavaScript calls validate_model with a training_data_link. It is the only way of sending a \
      dataset that works through version 6.2 of the daemon.
      """,
    breaks: "Everybody behind such a daemon.",
    remedy: """
      Fetch the link in the background after validate_model, answer VALIDATING, and validate what \
      arrives like an upload.
      """,
    cost: .validations(1)
  ) { daemon in
    let visit = try await follow(.whole(daemon.subject.good), daemon)
    try await daemon.require(.validated, of: visit.id, after: visit.answer)
    guard visit.link.wasVisited else {
      throw CheckStop.failed("the model is VALIDATED, but nobody has fetched the link")
    }
  }

  private static let redirectedLink = Check(
    "links/redirect", "Links that redirect are followed or refused",
    habit: "Links of file hosters redirect to the file.",
    breaks: "Consumers, if their model stays VALIDATING.",
    remedy: "Follow a few redirections, and check each address, or end the call with an error.",
    cost: .validations(1)
  ) { daemon in
    let target = daemon.links.add(.whole(daemon.subject.good))
    let visit = try await follow(.redirect(to: target.url), daemon)
    if case .failure = visit.answer.result {
      try visit.answer.refusal("")
      return
    }
    _ = try await daemon.settledStatus(of: visit.id)
  }

  private static let badLink = Check(
    "links/bad", "A link to something else is refused",
    habit: "Nothing checks what a link leads to.",
    breaks: "Consumers, who pay for training on nothing.",
    remedy: "Validate what a link leads to like an upload, and set the model to ERRORED.",
    cost: .validations(1)
  ) { daemon in
    let dataset = daemon.subject.bad ?? daemon.subject.garbage
    try await requireRefused(.whole(dataset), daemon, "the link leads to a bad dataset")
  }

  private static let cutLink = Check(
    "links/cut", "A file that breaks off is refused",
    habit: "Web servers close connections before the end of a file.",
    breaks: "Consumers, who pay for training on half of their data.",
    remedy: "Compare what arrives with content-length, and set the model to ERRORED.",
    cost: .validations(1)
  ) { daemon in
    try await requireRefused(
      .cut(daemon.subject.good), daemon, "only half of the announced bytes were sent")
  }

  private static let missingLink = Check(
    "links/missing", "A link that leads nowhere is refused",
    habit: "Links expire. Their server answers with the status 404.",
    breaks: "Consumers, who wait for ever.",
    remedy: "End validate_model_price or validate_model with an error, or answer ERRORED later.",
    cost: .validations(1)
  ) { daemon in
    try await requireRefused(
      .missing(name: daemon.subject.good.name), daemon, "the link's server answers 404")
  }

  private static let localFile = Check(
    "links/local-file", "Links to the provider's own files are refused",
    habit: "The daemon forwards any text as a link.",
    breaks: "You: file:///etc/passwd is read, and what a model learns from it is sold.",
    remedy: "Only accept links that begin with https:// or http://.", cost: .validations(2)
  ) { daemon in
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("provider-check-\(UUID().uuidString)-\(daemon.subject.good.name)")
    defer { try? FileManager.default.removeItem(at: file) }
    try daemon.subject.good.data.write(to: file)
    for link in [file.absoluteString, file.path] {
      let id = try await daemon.newModel()
      let price = try await daemon.validationPrice(of: id, link: link)
      if case .failure = price.result {
        try price.refusal("")
      } else {
        try await daemon.requireRefused(
          daemon.validate(id, link: link), of: id, "the link names a file of the provider's")
      }
    }
  }

  private static let mute = Check(
    "links/mute", "Links whose server is silent hold nobody up",
    habit: "Web servers accept a connection and never answer.",
    breaks: "Everybody: a few such links use up the provider's threads.",
    remedy: "Fetch links with a time limit, and on other threads than those that answer calls."
  ) { daemon in
    var links: [ServedLink] = []
    for _ in 1...12 {
      let link = daemon.links.add(.mute(name: daemon.subject.good.name))
      var request = Training_ValidateRequest()
      request.modelID = try await daemon.newModel()
      request.trainingDataLink = link.url
      let call = try await daemon.begin("validate_model_price")
      await call.send(try request.serializedBytes(), within: daemon.subject.callTime)
      call.end()
      links.append(link)
    }
    try await Task.sleep(for: .seconds(1))
    for _ in 1...3 { _ = try await daemon.newModel() }
    guard links.contains(where: \.wasVisited) else { throw unvisited(daemon, "") }
  }
}

/// What a provider did with a link.
private struct Visit {
  let id: String
  let link: ServedLink
  let answer: Answer<Training_Status>
}

extension Check {
  /// Asks for the price of a link, and validates.
  ///
  /// - Throws: ``CheckStop`` if the provider refuses the link without looking at it.
  private static func follow(_ page: LinkPage, _ daemon: Daemon) async throws -> Visit {
    let id = try await daemon.newModel()
    let link = daemon.links.add(page)
    let answer: Answer<Training_Status>
    let price = try await daemon.validationPrice(of: id, link: link.url)
    if case .failure(let refusal) = price.result {
      answer = Answer(call: price.call, result: .failure(refusal))
    } else {
      answer = try await daemon.validate(id, link: link.url)
    }
    if case .failure(let refusal) = answer.result, !refusal.status.isAccident, !link.wasVisited {
      throw unvisited(daemon, " (\(refusal))")
    }
    if case .success = answer.result, try await daemon.settledStatus(of: id) == .errored,
      !link.wasVisited
    {
      throw unvisited(daemon, "")
    }
    return Visit(id: id, link: link, answer: answer)
  }

  private static func requireRefused(
    _ page: LinkPage, _ daemon: Daemon, _ why: String
  ) async throws {
    let visit = try await follow(page, daemon)
    try await daemon.requireRefused(visit.answer, of: visit.id, why)
  }

  private static func unvisited(_ daemon: Daemon, _ reason: String) -> CheckStop {
    .notApplicable(
      "the provider doesn't follow links to \(daemon.subject.linkHost)\(reason). Let it accept "
        + "links to this machine during the check, or choose another host with --link-host")
  }
}
