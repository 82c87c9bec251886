// Assay: in which order feeders hand out rows, and that no row is lost or doubled.
// SPDX-License-Identifier: Apache-2.0

import AssayKit
import Foundation
import Testing

@Suite struct FeederOrderTests {
    let folder: FeederFolder

    init() throws { folder = try FeederFolder() }

    @Test func goesInOrderAndWrapsOrStops() throws {
        let path = try folder.numbers(3)
        #expect(try Feeder(path).take(7) == ["0", "1", "2", "0", "1", "2", "0"])
        let once = try Feeder(path, .sequential, atEnd: .stop)
        #expect(try once.take(3) == ["0", "1", "2"])
        for _ in 0..<3 { #expect(throws: StopUser.self) { try once.next() } }
    }

    @Test(arguments: [1, 2, 3, 4, 5, 7, 16, 17, 255, 256, 257, 1000])
    func randomHasEveryRowOnceAPass(count: Int) throws {
        let path = try folder.numbers(count)
        let feeder = try Feeder(path, .random, seed: 9)
        let passes = try (0..<4).map { _ in try feeder.take(count) }
        let all = Set((0..<count).map { Optional(String($0)) })
        for pass in passes { #expect(Set(pass) == all) }
        if count > 10 {
            #expect(Set(passes).count == 4)
            #expect(passes[0] != (0..<count).map(String.init))
        }
        #expect(try Feeder(path, .random, seed: 9).take(count) == passes[0])
        #expect(try Feeder(path, .random, seed: feeder.seed).take(count) == passes[0])
        let once = try Feeder(path, .random, atEnd: .stop)
        #expect(Set(try once.take(count)) == all)
        #expect(throws: StopUser.self) { try once.next() }
    }

    /// Over many seeds every row comes first, and every row last, about equally often (chi-square, p = 0.0001).
    @Test func randomIsFair() throws {
        let count = 10
        let path = try folder.numbers(count)
        var first = [Int](repeating: 0, count: count)
        var last = first
        for seed in 0..<2000 as Range<UInt64> {
            let order = try Feeder(path, .random, seed: seed &* 0x1234_5678_9ABC_DEF1).take(count).compactMap { $0 }
            first[try #require(Int(order[0]))] += 1
            last[try #require(Int(order[count - 1]))] += 1
        }
        for counts in [first, last] {
            let distance = counts.reduce(0.0) { $0 + pow(Double($1) - 200, 2) / 200 }
            #expect(distance < 33.7)
        }
    }

    @Test func uniqueNeverRepeatsOverAllThreads() async throws {
        let count = 20_000
        let path = try folder.numbers(count)
        let taken = try await withThrowingTaskGroup(of: [Int].self) { group in
            for _ in 0..<8 {
                group.addTask {
                    let feeder = try Feeder.shared(path, .unique)
                    var rows: [Int] = []
                    while let row = try? feeder.next() { rows.append(row.number) }
                    return rows
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(taken.count == count)
        #expect(Set(taken) == Set(1...count))
    }

    @Test func sharesDivideTheFile() throws {
        let path = try folder.numbers(10)
        let shares = try (0..<3).map { try Feeder(path, .unique, share: .init($0, of: 3)) }
        #expect(shares.map(\.count) == [4, 3, 3])
        #expect(try shares[1].take(3) == ["1", "4", "7"])
        #expect(throws: StopUser.self) { try shares[1].next() }
        #expect(try Set(shares[0].take(4) + shares[2].take(3) + ["1", "4", "7"]).count == 10)
        #expect(throws: AssayError.self) { try Feeder(path, share: .init(10, of: 11)) }
        for bad in [Feeder.Share(3, of: 3), .init(-1, of: 3), .init(0, of: 0)] {
            #expect(throws: AssayError.self) { try Feeder(path, share: bad) }
        }
    }

    @Test func sharedIsOneForEqualArguments() throws {
        let path = try folder.numbers(4)
        let feeder = try Feeder.shared(path)
        #expect(try feeder.take(3) == ["0", "1", "2"])
        #expect(try Feeder.shared(path) === feeder)
        #expect(try Feeder.shared(path).take(1) == ["3"])
        #expect(try Feeder.shared(path, atEnd: .stop) !== feeder)
        #expect(throws: AssayError.self) { try Feeder.shared("\(folder.path)/late.csv") }
        let late = try folder.file("late.csv", "n\n1\n".utf8)
        #expect(try Feeder.shared(late).take(1) == ["1"])
    }

    @Test func uniqueCannotWrap() throws {
        let path = try folder.numbers(4)
        let error = #expect(throws: AssayError.self) { try Feeder(path, .unique, atEnd: .wrap) }
        #expect(error?.message.hasSuffix("unique rows cannot wrap; use .sequential, or stop at the end") == true)
    }
}
