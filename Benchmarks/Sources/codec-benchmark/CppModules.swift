import CppContestant
import Foundation

/// The modules with the C++ contestants.
///
/// Each contains its own version of protobuf, or loads it for itself. That way, several versions
/// can be in one process.
final class CppModules {
  private let folder: URL
  private var loaded: [String: CppModule] = [:]

  /// - Parameter folder: the path of the folder with the modules.
  init(folder: String) {
    self.folder = URL(fileURLWithPath: folder)
  }

  /// Returns the codec of a C++ contestant for the message with the given full name.
  func codec(_ contestant: Contestant, _ name: String) throws -> Codec {
    let (file, place) = Self.place(of: contestant)
    return try Codec(module(file).codec(name, place), place: place)
  }

  /// Returns the bytes of a message with random values.
  func randomMessage(_ name: String, seed: UInt64) throws -> [UInt8] {
    try module("debian").randomMessage(name, seed: seed)
  }

  private static func place(of contestant: Contestant) -> (file: String, cpp_place) {
    switch contestant {
    case .debian: ("debian", cpp_heap)
    case .arena: ("today", cpp_arena)
    case .reused: ("today", cpp_reused)
    case .native: ("today-native", cpp_heap)
    case .upb: ("upb", cpp_arena)
    case .cpp, .ours, .peer: ("today", cpp_heap)
    }
  }

  private func module(_ file: String) throws -> CppModule {
    if let module = loaded[file] { return module }
    let module = try CppModule(path: folder.appending(path: "\(file).so").path)
    loaded[file] = module
    return module
  }
}

/// A module, which stays loaded.
private struct CppModule {
  private let handle: UnsafeMutableRawPointer

  init(path: String) throws {
    // Other modules don't see the symbols of this one or of the libraries that it loads.
    guard let handle = dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
      throw CppError.notLoaded(dlerror().map { String(cString: $0) } ?? path)
    }
    self.handle = handle
  }

  func codec(_ name: String, _ place: cpp_place) throws -> cpp_codec {
    let find = try function("cpp_find_codec", as: cpp_find_codec_function.self)
    var codec = cpp_codec()
    guard find(name, place, &codec) else { throw CppError.noCodec(name) }
    return codec
  }

  func randomMessage(_ name: String, seed: UInt64) throws -> [UInt8] {
    let random = try function("cpp_random_message", as: cpp_random_message_function.self)
    var count = 0
    guard let bytes = random(name, seed, &count) else { throw CppError.noCodec(name) }
    defer { free(bytes) }
    return [UInt8](UnsafeRawBufferPointer(start: bytes, count: count))
  }

  /// Returns a function whose type is that in the header.
  private func function<Function>(_ name: String, as type: Function.Type) throws -> Function {
    guard let symbol = dlsym(handle, name) else { throw CppError.notLoaded(name) }
    return unsafeBitCast(symbol, to: type)
  }
}
