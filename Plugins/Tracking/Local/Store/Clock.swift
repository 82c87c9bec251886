// Assay: the wall clock and random names.
// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// The wall clock.
enum Clock {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    static var milliseconds: Int64 {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
    }
}

/// Names that the store makes up.
enum RandomName {
    /// A UUID of version 4 as 32 hexadecimal digits.
    static func uuid() -> String {
        var generator = SystemRandomNumberGenerator()
        let high = generator.next() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
        let low = generator.next() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        return hexadecimal(high) + hexadecimal(low)
    }

    /// A UUID of version 4 as it is written with dashes.
    static func dashedUUID() -> String {
        let digits = uuid()
        var rest = digits[...]
        return [8, 4, 4, 4, 12].map { count in
            defer { rest = rest.dropFirst(count) }
            return String(rest.prefix(count))
        }.joined(separator: "-")
    }

    private static func hexadecimal(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// A name for a run or a model whose client gave none: an adjective, a noun, a number below 1,000.
    static func readable() -> String {
        var generator = SystemRandomNumberGenerator()
        let adjective = adjectives.randomElement(using: &generator) ?? "quiet"
        let noun = nouns.randomElement(using: &generator) ?? "river"
        return "\(adjective)-\(noun)-\(Int.random(in: 0..<1000, using: &generator))"
    }

    private static let adjectives = [
        "amber", "brave", "brisk", "calm", "candid", "clever", "copper", "crisp", "curious", "dapper", "deft", "eager",
        "early", "fabled", "fleet", "fresh", "gentle", "gilded", "glad", "golden", "hardy", "hazel", "honest", "humble",
        "jolly", "keen", "kind", "lively", "lucid", "mellow", "merry", "mighty", "misty", "modest", "neat", "nimble",
        "noble", "patient", "placid", "plucky", "polite", "proud", "quick", "quiet", "rapid", "ready", "rustic",
        "sandy",
        "serene", "sharp", "silver", "sleek", "smooth", "snowy", "sober", "solid", "spry", "steady", "stout", "sunny",
        "swift", "tidy", "trusty", "upbeat", "vivid", "warm", "wise", "witty", "woven", "zesty",
    ]

    private static let nouns = [
        "alder", "anchor", "badger", "beacon", "birch", "bison", "bridge", "brook", "canyon", "cedar", "cliff", "cloud",
        "comet", "condor", "coral", "crane", "creek", "delta", "dune", "eagle", "ember", "falcon", "fern", "finch",
        "fjord", "forest", "fox", "garnet", "geyser", "glacier", "grove", "harbor", "hare", "hawk", "heron", "hill",
        "island", "ivy", "jay", "lagoon", "lark", "lynx", "maple", "marten", "meadow", "mesa", "moose", "moth", "oak",
        "ocean", "orchid", "otter", "owl", "panda", "pebble", "pine", "plover", "prairie", "quartz", "raven", "reef",
        "ridge", "river", "robin", "sparrow", "spruce", "stone", "stream", "summit", "swan", "thicket", "tiger",
        "trout",
        "valley", "walrus", "willow", "wolf", "wren",
    ]
}
