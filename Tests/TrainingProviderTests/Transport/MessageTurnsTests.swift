import Testing

@testable import TrainingProvider

@Suite struct MessageTurnsTests {
  private let turns = MessageTurns(limit: 100)
  private let begun = Shared<[Int]>([])

  private func turn(_ byteCount: Int) -> MessageTurns.Turn {
    MessageTurns.Turn(byteCount: byteCount) { [begun] _ in begun.change { $0.append(byteCount) } }
  }

  @Test func turnsBeginInTheOrderOfTheirRequests() {
    let first = turn(60)
    let second = turn(50)
    #expect(turns.request(first))
    #expect(!turns.request(second))
    // It would fit, but a large message must not wait for ever.
    #expect(!turns.request(turn(30)))
    #expect(begun.value == [])
    turns.end(first)
    #expect(begun.value == [50, 30])
    #expect(turns.byteCount == 80)
    turns.end(second)
    #expect(turns.byteCount == 30)
  }

  @Test func largeMessagesAreAlone() {
    let small = turn(1)
    let large = turn(1_000)
    #expect(turns.request(small))
    #expect(!turns.request(large))
    turns.end(small)
    #expect(begun.value == [1_000])
    #expect(!turns.request(turn(2)))
    turns.end(large)
    #expect(begun.value == [1_000, 2])
  }

  /// Calls that end while they wait, or after their turn has ended, take nothing from others.
  @Test func turnsThatHaveEndedAreForgotten() {
    let first = turn(100)
    let waiting = turn(100)
    #expect(turns.request(first))
    #expect(!turns.request(waiting))
    turns.end(waiting)
    turns.end(first)
    turns.end(first)
    #expect(begun.value == [])
    #expect(turns.byteCount == 0)
    #expect(turns.request(turn(100)))
  }
}
