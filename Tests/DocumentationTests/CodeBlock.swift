import Foundation
import TestSupport
import Testing

/// A fenced block of a page or of a documentation comment.
struct CodeBlock: Sendable {
  /// The file it stands in, by its path in the package.
  let file: String

  /// The line after the fence, from 1.
  let line: Int

  /// What stands behind the fence; empty if nothing does.
  let language: String

  /// The lines between the fences, each with its end.
  let text: String
}

extension CodeBlock {
  /// Whether the block is a `Package.swift`.
  var isManifest: Bool { text.hasPrefix("// swift-tools-version") }
}

extension CodeBlock: CustomTestStringConvertible {
  var testDescription: String { "\(file):\(line)" }
}

extension CodeBlock {
  /// The blocks of every page and every documentation comment, those of a file in their order.
  static let all: [CodeBlock] = {
    let pages = files(in: ["Sources", "Plugins"]) { ["md", "swift"].contains($0.pathExtension) }
    return (["README.md", "Benchmarks/README.md"] + pages).flatMap(blocks(of:))
  }()

  /// The blocks in a language.
  static func all(in language: String) -> [CodeBlock] {
    all.filter { $0.language == language }
  }

  /// The files below folders, by their paths in the package.
  static func files(in folders: [String], where isWanted: (URL) -> Bool) -> [String] {
    let root = Repository.root.path + "/"
    return folders.flatMap { folder -> [String] in
      let files = FileManager.default.enumerator(
        at: Repository.file(folder), includingPropertiesForKeys: nil)
      return files?.compactMap { $0 as? URL }.filter(isWanted).map { file in
        String(file.path.dropFirst(root.count))
      } ?? []
    }.sorted()
  }

  /// The text of a file.
  static func text(of file: String) -> String {
    (try? String(contentsOf: Repository.file(file), encoding: .utf8)) ?? ""
  }

  private static func blocks(of file: String) -> [CodeBlock] {
    var blocks: [CodeBlock] = []
    var open: (line: Int, language: String, lines: [Substring])?
    for (index, line) in documentation(of: file).enumerated() {
      if let fence = line.wholeMatch(of: /\s*```(.*)/) {
        if let block = open {
          let text = block.lines.map { $0 + "\n" }.joined()
          blocks.append(
            CodeBlock(file: file, line: block.line, language: block.language, text: text))
          open = nil
        } else {
          open = (index + 2, String(fence.1), [])
        }
      } else {
        open?.lines.append(line)
      }
    }
    precondition(open == nil, "\(file) has a fence that is not closed")
    return blocks
  }

  /// The lines of a page, or those of a source file that are documentation.
  private static func documentation(of file: String) -> [Substring] {
    let lines = text(of: file).split(separator: "\n", omittingEmptySubsequences: false)
    guard file.hasSuffix(".swift") else { return lines }
    return lines.map { line in line.wholeMatch(of: /\s*\/\/\/ ?(.*)/)?.1 ?? "" }
  }
}
