import Foundation

@main
struct Topics {
  static func main() async {
    let arguments = CommandLine.arguments.dropFirst()
    do {
      if arguments.first == "demo", arguments.count == 3 {
        try await Demo.run(arguments[2], arguments[3])
      } else {
        try await Server.run()
      }
    } catch {
      FileHandle.standardError.write(Data("topics: \(error)\n".utf8))
      exit(1)
    }
  }
}
