import Foundation
import TestSupport
import Testing
import TrainingProtos
import TrainingProvider

/// The program `models` on data directories without a provider.
@Suite struct ModelsProgramTests {
  @Test func helpExplainsEachCommand() async throws {
    let help = try await Command(BuiltProduct.path("models"), ["--help"]).run()
    #expect(help.status == 0)
    for command in [
      "list", "show", "jobs", "disk", "fail", "retry", "delete", "backup", "restore",
    ] {
      #expect(help.text.contains("  \(command) "), "\(command)")
      let more = try await Command(BuiltProduct.path("models"), [command, "--help"]).run()
      #expect(more.status == 0)
      #expect(more.text.contains("--data-directory"))
      #expect(more.text.contains("--json"))
    }
  }

  @Test func listIsPagedAndFiltered() async throws {
    try await ModelsDirectory.with(models: 5) { directory in
      let program = directory.program
      let first = try await program.run("list", "--limit", "2")
      let lines = first.text.split(separator: "\n")
      #expect(lines.count == 4)
      #expect(lines[0].hasPrefix("ID "))
      #expect(lines[1].hasPrefix("model-4  CREATED  ExampleService.stt"))
      #expect(lines[3] == "more with --after model-3")
      var ids: [String] = []
      var next: String? = nil
      repeat {
        let page = try await program.json(
          "list", "--limit", "2", "--sort", "updated", "--after", next ?? "model-4")
        ids += try #require(page["models"] as? [[String: Any]]).compactMap { $0["id"] as? String }
        next = page["next"] as? String
      } while next != nil
      #expect(ids == ["model-3", "model-2", "model-1", "model-0"])
      for (filter, expected) in [
        (["--address", "0XAB"], 1), (["--method", "tts"], 0),
        (["--status", "created", "errored"], 5),
        (["--status", "READY_TO_USE"], 0),
      ] {
        let outcome = try await Command(
          BuiltProduct.path("models"),
          ["list", "-d", program.dataDirectory.path] + filter
        ).run()
        #expect(outcome.text.split(separator: "\n").count == expected + 1, "\(filter)")
      }
    }
  }

  @Test func modelIsShownWithItsHistoryQuotesAndFiles() async throws {
    try await ModelsDirectory.with(models: 1) { directory in
      try await directory.registry.update("model-0") { model in
        model.dataset = StoredDataset(file: "model-0/x", name: "clips.zip", byteCount: 3 << 20)
        model.validationQuote = Quote(
          price: 17, link: "https://example.com/clips.zip?token=secret")
        try model.move(to: .validating, because: "a reason")
      }
      let text = try await directory.program.run("show", "model-0").text
      for part in [
        "VALIDATING", "3.0 MiB", "MISSING clips.zip", "datasets/model-0/x", "17",
        "https://example.com/clips.zip…", "the model was created", "a reason", "0xAb",
      ] {
        #expect(text.contains(part), "\(part)")
      }
      let json = try await directory.program.json("show", "model-0")
      let history = try #require(json["history"] as? [[String: Any]])
      #expect(history.map { $0["to"] as? String } == ["CREATED", "VALIDATING"])
      #expect(history.last?["reason"] as? String == "a reason")
      #expect(history.last?["is_by_operator"] as? Bool == false)
      #expect((json["quotes"] as? [[String: Any]])?.first?["price"] as? Int == 17)
      let all = try await directory.program.run("show", "model-0", "--json").text
      #expect(!(text + all).contains("secret"))
    }
  }

  /// Names from consumers can't control the terminal, and JSON has them as they are.
  @Test func hostileNamesAreEscaped() async throws {
    let name = "\u{1b}[31mred\u{7}\r\nmodel-9  READY\u{9b}2J\u{202e}\u{2028}"
    try await ModelsDirectory.with(models: 1, name: name) { directory in
      for arguments in [["list"], ["show", "model-0"]] {
        for options in [[], ["--json"]] {
          let outcome = try await Command(
            BuiltProduct.path("models"),
            arguments + options + ["-d", directory.program.dataDirectory.path]
          ).run()
          let dangerous = outcome.text.unicodeScalars.filter { scalar in
            switch scalar.properties.generalCategory {
            case .control: scalar != "\n"
            case .format, .lineSeparator, .paragraphSeparator: true
            default: false
            }
          }
          #expect(dangerous.isEmpty)
          #expect(!outcome.text.contains("\nmodel-9"))
        }
      }
      let json = try await directory.program.json("show", "model-0")
      #expect((json["model"] as? [String: Any])?["name"] as? String == name)
    }
  }

  @Test func workIsListedWithItsAge() async throws {
    try await ModelsDirectory.with(models: 3) { directory in
      #expect(try await directory.program.run("jobs").text == "nothing runs or waits\n")
      try await directory.registry.update("model-0") { model in
        model.candidate = StoredDataset(file: "model-0/x", name: "", byteCount: 1)
        try model.move(to: .validating, at: Date() - 7500)
      }
      try await directory.registry.update("model-1") { model in
        model.trainingDataLink = "https://example.com"
        try model.move(to: .validating)
        model.hasRunningJob = true
        model.jobStart = Date()
      }
      try await directory.registry.update("model-2") { try $0.move(to: .validating) }
      let text = try await directory.program.run("jobs").text
      #expect(text.contains(/validations +0 interrupted +1 waiting +oldest 2 h 5 min/))
      #expect(text.contains(/model-1 +fetch +interrupted +\d s/))
      #expect(text.contains(/model-2 +upload +interrupted/))
      let json = try await directory.program.json("jobs")
      #expect(json["is_served"] as? Bool == false)
      #expect((json["jobs"] as? [[String: Any]])?.count == 3)
    }
  }

  @Test func diskIsAddedUpByCategory() async throws {
    try await ModelsDirectory.with(models: 2) { directory in
      let root = directory.program.dataDirectory
      for (path, size) in [
        ("datasets/model-0/a", 2048), ("artefacts/model-0/b/c/d", 1000), ("trash/x/y", 5),
      ] {
        let file = root.appendingPathComponent(path)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(count: size).write(to: file)
      }
      let json = try await directory.program.json("disk")
      for (category, bytes) in [("datasets", 2048), ("artefacts", 1000), ("uploads", 0)] {
        #expect((json[category] as? [String: Any])?["bytes"] as? Int == bytes)
      }
      #expect((json["trash"] as? [String: Any])?["files"] as? Int == 1)
      #expect((json["models"] as? [String: Any])?["CREATED"] as? Int == 2)
      #expect((json["free_bytes"] as? NSNumber)?.uint64Value ?? 0 > 0)
      let text = try await directory.program.run("disk").text
      #expect(text.contains(/datasets +2\.0 KiB +1 files/))
      #expect(text.contains("models: 2 CREATED"))
    }
  }

  @Test func changesAreMadeAndNextStepsSaid() async throws {
    try await ModelsDirectory.with(models: 1) { directory in
      let program = directory.program
      try await directory.registry.update("model-0") { try $0.move(to: .validating) }
      let failed = try await program.run("fail", "model-0", "--reason", "the disk broke")
      #expect(failed.status == 0)
      #expect(failed.text.contains("model-0 was VALIDATING and is ERRORED now. No provider runs"))
      let model = try await directory.registry.storedModel(withID: "model-0")
      #expect(model?.failureReason == "the disk broke")
      let deleted = try await program.json("delete", "model-0")
      #expect(deleted["new_status"] as? String == "DELETED")
      let again = try await program.run("delete", "model-0")
      #expect(again.text == "model-0 is DELETED already\n")
      let history = try await directory.registry.history(ofModelWithID: "model-0")
      #expect(history.map(\.isByOperator) == [false, false, true, true])
    }
  }

  @Test func errorsHaveRemediesAndStatuses() async throws {
    try await ModelsDirectory.with(models: 1) { directory in
      let program = directory.program
      for (arguments, status, part): ([String], Int32, String) in [
        (["show", "nobody"], 1, "there is no model nobody"),
        (["show", "x\u{1b}[2J"], 1, "there is no model x\\u{1B}"),
        (["retry", "model-0"], 1, "its last work has not failed"),
        (["fail", "model-0", "--reason", "r"], 1, "only models that are VALIDATING or TRAINING"),
        (["fail", "model-0", "--reason", " "], 64, "--reason has to say something"),
        (["list", "--status", "sleeping"], 64, "isn't one of created, validating"),
        (["list", "--limit", "0"], 64, "from 1 to 10000"), (["sing"], 64, "sing"),
        (["backup", program.dataDirectory.path], 2, "in the data directory itself"),
        (["restore", "/nowhere"], 2, "is not a complete backup"),
      ] {
        let outcome = try await Command(
          BuiltProduct.path("models"),
          arguments + (arguments == ["sing"] ? [] : ["-d", program.dataDirectory.path])
        ).run()
        #expect(outcome.status == status, "\(arguments)")
        #expect(outcome.errors.contains(part), "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
      }
      let outcome = try await Command(
        BuiltProduct.path("models"), ["list", "-d", "/nowhere"]
      ).run()
      #expect(outcome.status == 2)
      #expect(outcome.errors.contains("name the data directory of a provider"))
    }
  }
}
