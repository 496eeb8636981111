import Foundation

/// Starts programs that are started a hundred thousand times.
///
/// `Foundation.Process` takes longer to start a program than `protoc` takes to compile a small
/// proto.
enum ProcessLaunch {
  /// Runs a program to its end, without environment variables.
  ///
  /// - Parameters:
  ///   - command: the program's path and its arguments.
  ///   - file: the file for its standard error.
  /// - Returns: the exit status; 128 and more if a signal ended it.
  static func run(_ command: [String], errorsTo file: String) throws -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, file, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process = pid_t()
    var environment: [UnsafeMutablePointer<CChar>?] = [nil]
    let failure = posix_spawn(&process, command[0], &actions, nil, &arguments, &environment)
    guard failure == 0 else { throw LaunchFailure(program: command[0], code: failure) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }
}

/// A program that could not be started.
struct LaunchFailure: Error, CustomStringConvertible {
  let program: String
  let code: Int32

  var description: String { "\(program) can't be started: \(String(cString: strerror(code)))" }
}
