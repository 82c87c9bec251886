// Assay: the options of assay-validate.
// SPDX-License-Identifier: Apache-2.0
import Glibc

/// What the command line asks for.
struct Options {
    var file: String?
    var wantsHelp = false
    var wantsList = false
    var onlyFailed = false
    var isInProcess = false
    var isJSON = false
    /// Names of tests to run; all when empty.
    var include: [String] = []
    /// Only components with this id.
    var component: String?
    /// A config for components, in place of the one made from the schema.
    var config: String?
    /// Libraries whose components the one under test needs.
    var beside: [String] = []
    /// How long a test may take, in seconds.
    var deadline = 20
    var fuzz: FuzzPlan?
    /// Of a child: the folder to work in.
    var childFolder: String?

    /// How much to fuzz.
    struct FuzzPlan: Equatable {
        var seconds: Int?
        var rounds: Int?
        var seed: UInt64 = 1
        /// Run the round of this seed alone.
        var isReproduction = false
    }

    init(_ arguments: [String]) throws(UsageError) {
        var words = arguments[...]
        while let word = words.popFirst() {
            switch word {
            case "--help", "-h": wantsHelp = true
            case "--list": wantsList = true
            case "--only-failed": onlyFailed = true
            case "--in-process": isInProcess = true
            case "--json": isJSON = true
            case "--include": include.append(try Self.value(of: word, &words))
            case "--component": component = try Self.value(of: word, &words)
            case "--config": config = try Self.value(of: word, &words)
            case "--beside": beside.append(try Self.path(try Self.value(of: word, &words)))
            case "--deadline": deadline = try Self.number(of: word, &words)
            case "--fuzz": try readFuzz(try Self.value(of: word, &words))
            case "--seed": try readSeed(try Self.number(of: word, &words))
            case "--reproduce": try readReproduction(try Self.value(of: word, &words))
            case "--child": childFolder = try Self.value(of: word, &words)
            case _ where word.hasPrefix("-"): throw UsageError("unknown option '\(word)'; see --help")
            default:
                guard file == nil else { throw UsageError("more than one library: '\(word)'") }
                file = word
            }
        }
    }

    /// "30" rounds, "30s" seconds.
    private mutating func readFuzz(_ text: String) throws(UsageError) {
        var plan = fuzz ?? FuzzPlan()
        if text.hasSuffix("s"), let seconds = Int(text.dropLast()), seconds > 0 {
            plan.seconds = seconds
        } else if let rounds = Int(text), rounds > 0 {
            plan.rounds = rounds
        } else {
            throw UsageError("--fuzz takes a number of rounds, or seconds like '30s', not '\(text)'")
        }
        fuzz = plan
    }

    private mutating func readSeed(_ number: Int) throws(UsageError) {
        var plan = fuzz ?? FuzzPlan()
        plan.seed = UInt64(number)
        fuzz = plan
    }

    private mutating func readReproduction(_ text: String) throws(UsageError) {
        guard let seed = UInt64(text) else { throw UsageError("--reproduce takes a seed, not '\(text)'") }
        fuzz = FuzzPlan(rounds: 1, seed: seed, isReproduction: true)
    }

    private static func value(of option: String, _ words: inout ArraySlice<String>) throws(UsageError) -> String {
        guard let value = words.popFirst() else { throw UsageError("\(option) needs a value") }
        return value
    }

    /// The whole path of a file: children work in folders of their own.
    private static func path(_ file: String) throws(UsageError) -> String {
        guard let path = realpath(file, nil) else { throw UsageError("'\(file)' cannot be read") }
        defer { free(path) }
        return String(cString: path)
    }

    private static func number(of option: String, _ words: inout ArraySlice<String>) throws(UsageError) -> Int {
        let text = try value(of: option, &words)
        guard let number = Int(text), number >= 0 else { throw UsageError("\(option) takes a number, not '\(text)'") }
        return number
    }
}
