// Assay: tests of load in the open model.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import AssayTesting
import CAssay
import Testing

@testable import ArrivalRateShape

@Suite("arrival rates")
struct ArrivalRateShapeTests {
    private let host = TestHost()

    private func shape(_ json: String) throws -> ArrivalRateShape {
        let shape = try ArrivalRateShape(
            host: host.host, config: Config(parsing: json, of: ArrivalRateShape.descriptor.id))
        shape.start()
        return shape
    }

    /// All arrivals below `until` seconds, asked for in windows of 100 ms with room for `capacity`.
    private func arrivals(_ shape: ArrivalRateShape, until: Double, capacity: Int = 64) -> [Int64] {
        var all: [Int64] = []
        let buffer = UnsafeMutableBufferPointer<Int64>.allocate(capacity: capacity)
        defer { buffer.deallocate() }
        var from: Int64 = 0
        while from < Int64(until * 1e9) {
            let end = min(from + 100_000_000, Int64(until * 1e9))
            while true {
                let count = shape.arrivals.write(from: from, until: end, into: buffer)
                all += buffer.prefix(count)
                if count < capacity { break }
            }
            from = end
        }
        return all
    }

    @Test("at a constant rate arrival n is at n / rate, without drift")
    func constant() throws {
        let times = arrivals(try shape(#"{"stages": [{"from": 300}]}"#), until: 100)
        #expect(times.count == 30_000)
        // n / 300 s in whole nanoseconds, rounded, by integer arithmetic.
        let expected: [Int64] = (0..<30_000).map { ($0 * 1_000_000_000 + 150) / 300 }
        #expect(times == expected)
    }

    @Test("a ramp has as many arrivals as the area below it, at the times of the square law")
    func ramp() throws {
        let shape = try shape(#"{"stages": [{"from": 0, "to": 100, "duration": 10}]}"#)
        let times = arrivals(shape, until: 12)
        #expect(times.count == 500)
        // 5 t² = n.
        for number in [0, 5, 20, 45, 80, 125, 320, 405] {
            let expected = [0: 0, 5: 1, 20: 2, 45: 3, 80: 4, 125: 5, 320: 8, 405: 9][number] ?? -1
            #expect(times[number] == Int64(expected) * 1_000_000_000)
        }
        #expect(shape.duration == 10)
    }

    @Test(
        "a stage has exactly rate x duration arrivals, also where the product is not exact in binary",
        arguments: [(33.3, 10.0, 333), (0.1, 30, 3), (7.7, 100, 770), (1.1, 10, 11)])
    func counts(rate: Double, duration: Double, expected: Int) throws {
        let json = #"{"stages": [{"from": \#(rate), "duration": \#(duration)}, {"from": 0, "duration": 5}]}"#
        #expect(arrivals(try shape(json), until: duration + 5).count == expected)
    }

    @Test("stages follow one another; a rate of 0 is a pause")
    func stages() throws {
        let json = #"{"stages": [{"from": 10, "duration": 1}, {"from": 0, "duration": 2}, {"from": 5, "duration": 1}]}"#
        let times = arrivals(try shape(json), until: 10)
        let first: [Int64] = (0..<10).map { $0 * 100_000_000 }
        let second: [Int64] = (0..<5).map { 3_000_000_000 + $0 * 200_000_000 }
        #expect(times == first + second)
    }

    @Test("a ramp down to nothing ends, and its last arrivals lie within it")
    func rampDown() throws {
        let times = arrivals(try shape(#"{"stages": [{"from": 100, "to": 0, "duration": 4}]}"#), until: 10)
        #expect(times.count == 200)
        #expect(times.allSatisfy { $0 < 4_000_000_000 })
        #expect(times == times.sorted())
    }

    @Test("Poisson arrivals have the law's mean and variance, and repeat with the seed")
    func poisson() throws {
        let json = #"{"process": "poisson", "seed": 11, "stages": [{"from": 1000}]}"#
        let times = arrivals(try shape(json), until: 200)
        #expect(times == arrivals(try shape(json), until: 200, capacity: 7))
        // The count of a Poisson process of mean 200,000 lies within 5 standard deviations.
        #expect(abs(Double(times.count) - 200_000) < 5 * 447.2)
        let gaps = zip(times.dropFirst(), times).map { Double($0 - $1) / 1e6 }
        let mean = gaps.reduce(0, +) / Double(gaps.count)
        let variance = gaps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(gaps.count)
        // Exponential gaps: mean 1 ms, variance 1 ms², and e⁻² of them longer than 2 ms.
        #expect(abs(mean - 1) < 0.012)
        #expect(abs(variance - 1) < 0.04)
        #expect(abs(Double(gaps.count { $0 > 2 }) / Double(gaps.count) - 0.135335) < 0.004)
    }

    @Test("a Poisson ramp follows the rate")
    func poissonRamp() throws {
        let json = #"{"process": "poisson", "seed": 3, "stages": [{"from": 0, "to": 2000, "duration": 100}]}"#
        let times = arrivals(try shape(json), until: 100)
        // A quarter of the area lies in the first half; 5 standard deviations.
        #expect(abs(Double(times.count { $0 < 50_000_000_000 }) - 25_000) < 5 * 158.2)
        #expect(abs(Double(times.count) - 100_000) < 5 * 316.3)
    }

    @Test("a new start begins anew")
    func restart() throws {
        let shape = try shape(#"{"stages": [{"from": 10}]}"#)
        let first = arrivals(shape, until: 1)
        shape.start()
        #expect(arrivals(shape, until: 1) == first)
    }

    @Test(
        "a config that makes no sense is refused",
        arguments: [
            (#"{"stages": []}"#, "above 0"), (#"{"stages": [{"from": 0}]}"#, "above 0"),
            (#"{"stages": [{"from": 5}, {"from": 6}]}"#, "'duration'"),
            (#"{"stages": [{"from": 5, "to": 6}]}"#, "'duration'"),
            (#"{"process": "bursty", "stages": [{"from": 5}]}"#, "'process'"),
            (#"{"max_users": 0, "stages": [{"from": 5}]}"#, "'max_users'"),
            (#"{"stages": [{"from": 5}], "rate": 3}"#, "rate"), (#"{"stages": [{"from": 10000001}]}"#, "'from'"),
            (#"{"stages": [{"from": 5, "to": 1e8, "duration": 1}]}"#, "'to'"),
        ])
    func refused(json: String, expected: String) throws {
        let error = try #require(throws: AssayError.self) { try shape(json) }
        #expect(error.description.contains(expected), "\(error)")
    }
}
