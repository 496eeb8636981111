import ArgumentParser
import ProviderChecks

/// Which checks run, and how long they wait.
struct CheckOptions: ParsableArguments {
  @Flag(help: "Print the checks that would run, and exit.")
  var list = false

  @Option(
    help: "A check or a group to run, for example uploads/cut or uploads. Can be repeated.")
  var only: [String] = []

  @Option(help: "A check or a group to leave out. Can be repeated.")
  var skip: [String] = []

  @Flag(inversion: .prefixedNo, help: "Whether to run the checks that train.")
  var training = true

  @Option(
    help: ArgumentHelp(
      "The host by which the provider reaches this program for links.",
      discussion: "Unless it is this machine itself, the program listens on all its addresses."))
  var linkHost = "127.0.0.1"

  @Option(help: "How many seconds a validation or a training may take.")
  var workSeconds: UInt32 = 300

  @Option(
    help: "How many seconds the provider may keep a silent upload or an idle connection.")
  var patience: UInt32 = 90

  @Option(help: "How many connections are left open. Each takes one of this program's open files.")
  var connections: UInt16 = 600

  func validate() throws {
    guard workSeconds > 0, patience > 0, connections > 0 else {
      throw ValidationError("--work-seconds, --patience and --connections have to be 1 or more")
    }
  }

  var selection: CheckSelection {
    var selection = CheckSelection()
    selection.only = only
    selection.skipped = skip
    selection.trains = training
    return selection
  }
}
