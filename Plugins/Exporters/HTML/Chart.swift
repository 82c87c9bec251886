// Assay: a line chart, drawn as SVG.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import AssayKit

/// A line chart over the time of a run, drawn as SVG.
struct Chart {
    /// One line.
    struct Series {
        let name: String
        /// A class of the style sheet that gives the colour.
        let style: String
        let values: [Double?]
    }

    private static let width = 860.0
    private static let height = 230.0
    private static let (left, right, top, bottom) = (52.0, 12.0, 12.0, 26.0)

    let title: String
    let unit: String
    let series: [Series]
    /// Seconds between two values.
    let step: Int64
    private let ticks: [Double]

    init(title: String, unit: String, series: [Series], step: Int64) {
        self.title = title
        self.unit = unit
        self.series = series
        self.step = step
        ticks = AxisTicks.values(upTo: series.reduce(0) { $1.values.reduce($0) { max($0, $1 ?? 0) } })
    }

    /// The figure: title, legend and drawing.
    var html: HTML {
        guard series.contains(where: { $0.values.contains { $0 != nil } }) else {
            return "<figure class=chart><figcaption>\(title)</figcaption><p class=none>No data.</p></figure>"
        }
        let legend = series.map { "<span class=\($0.style)>\($0.name)</span>" as HTML }.joined()
        return """
            <figure class=chart data-points="\(points)"><figcaption>\(title) <small>\(unit)</small>\
            <span class=legend>\(legend)</span></figcaption>\
            <svg viewBox="0 0 \(Int(Self.width)) \(Int(Self.height))" role=img aria-label="\(title)">\
            \(grid)\(lines)<line class=cursor y1="\(Int(Self.top))" y2="\(Int(Self.height - Self.bottom))"/></svg>\
            <div class=tip></div></figure>
            """
    }

    private var count: Int { series.reduce(0) { max($0, $1.values.count) } }
    private func x(_ place: Double) -> Double {
        Self.left + (Self.width - Self.left - Self.right) * place / Double(max(1, count - 1))
    }

    private func y(_ value: Double) -> Double {
        let floor = Self.height - Self.bottom
        return floor - (floor - Self.top) * value / max(ticks.last ?? 1, .leastNormalMagnitude)
    }

    private var grid: HTML {
        let rows = ticks.map { tick in
            let at = y(tick).fixed(1)
            return """
                <line class=grid x1="\(Int(Self.left))" x2="\(Int(Self.width - Self.right))" y1="\(at)" y2="\(at)"/>\
                <text class=axis x="\(Int(Self.left) - 8)" y="\(at)" dy="4" text-anchor=end>\
                \(AxisTicks.label(tick))</text>
                """ as HTML
        }
        let columns = AxisTicks.moments(Int64(max(0, count - 1)) * step).map { moment in
            """
            <text class=axis x="\(x(Double(moment) / Double(step)).fixed(1))" y="\(Int(Self.height) - 8)" \
            text-anchor=middle>\(AxisTicks.moment(moment))</text>
            """ as HTML
        }
        return rows.joined() + columns.joined()
    }

    /// A path for each line; where a value is missing it is interrupted. A lone value is a dot.
    private var lines: HTML {
        series.map { line in
            var path = ""
            var isDrawing = false
            for (place, value) in line.values.enumerated() {
                guard let value else {
                    isDrawing = false
                    continue
                }
                let point = "\(x(Double(place)).fixed(1)) \(y(value).fixed(1))"
                let isLone = !isDrawing && (place + 1 >= line.values.count || line.values[place + 1] == nil)
                path += isDrawing ? "L\(point)" : isLone ? "M\(point)h0.1" : "M\(point)"
                isDrawing = true
            }
            return "<path class=\"line \(line.style)\" d=\"\(path)\"/>" as HTML
        }.joined()
    }

    /// What the script shows at the pointer: the step, and for each line its name and values.
    private var points: String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("step")
        writer.integer(step)
        writer.key("left")
        writer.number(Self.left / Self.width)
        writer.key("right")
        writer.number(1 - Self.right / Self.width)
        writer.key("lines")
        writer.beginArray()
        for line in series {
            writer.beginArray()
            writer.string(line.name)
            for value in line.values {
                if let value { writer.number((value * 1000).rounded() / 1000) } else { writer.null() }
            }
            writer.endArray()
        }
        writer.endArray()
        writer.endObject()
        return writer.text
    }
}
