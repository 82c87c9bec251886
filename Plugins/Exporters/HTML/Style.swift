// Assay: the report's style sheet.
// SPDX-License-Identifier: Apache-2.0

/// The report's style sheet: light or dark as the reader's system wants, or as `data-theme` says.
enum Style {
    static let light = """
        --page:#f6f7f9;--card:#fff;--ink:#1b2330;--soft:#667085;--rule:#e3e7ee;--a:#2f6fed;--b:#d64545;--c:#169b7e;\
        --d:#d98a1c;--e:#7a5af0;--good:#12805c;--bad:#c4320a;--warn:#b54708;
        """
    static let dark = """
        --page:#12161d;--card:#1a2029;--ink:#e6eaf0;--soft:#98a2b3;--rule:#2b3340;--a:#6ea0ff;--b:#ff7b7b;--c:#45d0ae;\
        --d:#f5b54a;--e:#a995ff;--good:#4cd3a1;--bad:#ff8a65;--warn:#ffb454;
        """

    static let css = """
        :root{color-scheme:light dark;\(light)}
        @media (prefers-color-scheme:dark){:root:not([data-theme=light]){\(dark)}}
        :root[data-theme=light]{color-scheme:light}
        :root[data-theme=dark]{color-scheme:dark;\(dark)}
        *{box-sizing:border-box}
        body{margin:0;background:var(--page);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,\
        "Helvetica Neue",Arial,sans-serif}
        main{max-width:1240px;margin:0 auto;padding:28px 24px 60px}
        header{display:flex;flex-wrap:wrap;gap:12px 24px;align-items:flex-start;justify-content:space-between}
        h1{font-size:26px;line-height:1.2;margin:0 0 4px;overflow-wrap:anywhere}
        h2{font-size:18px;margin:36px 0 12px}
        header p{margin:0;color:var(--soft)}
        .badge{padding:6px 14px;border-radius:999px;font-weight:600;border:1px solid currentColor;white-space:nowrap}
        .good{color:var(--good)}.bad{color:var(--bad)}.warn{color:var(--warn)}
        .note{border-left:4px solid var(--bad);background:var(--card);padding:12px 16px;border-radius:6px;margin:20px 0}
        .cards{display:flex;flex-wrap:wrap;gap:10px;margin:22px 0}
        .card,.chart,.table{background:var(--card);border:1px solid var(--rule);border-radius:10px}
        .card{flex:1 0 auto;padding:12px 14px}
        .card b{display:block;font-size:22px;font-variant-numeric:tabular-nums;line-height:1.3}
        .card span{color:var(--soft);font-size:13px}
        .chart{margin:0 0 16px;padding:14px 16px 6px;position:relative}
        figcaption{font-weight:600;display:flex;flex-wrap:wrap;gap:8px;align-items:baseline}
        figcaption small{color:var(--soft);font-weight:400}
        .legend{margin-left:auto;font-weight:400;font-size:13px;display:flex;gap:14px;color:var(--soft)}
        .legend span::before{content:"";display:inline-block;width:14px;height:3px;border-radius:2px;margin-right:6px;\
        vertical-align:middle;background:var(--line)}
        .a{--line:var(--a)}.b{--line:var(--b)}.c{--line:var(--c)}.d{--line:var(--d)}.e{--line:var(--e)}.f{--line:var(--soft)}
        svg{width:100%;height:auto;display:block}
        .line{fill:none;stroke:var(--line);stroke-width:1.8;stroke-linejoin:round;stroke-linecap:round}
        .grid{stroke:var(--rule)}.axis{fill:var(--soft);font-size:11px}.cursor{stroke:var(--soft);visibility:hidden}
        .tip{position:absolute;display:none;pointer-events:none;background:var(--ink);color:var(--page);font-size:12px;\
        padding:6px 10px;border-radius:6px;white-space:pre;top:44px}
        .table{overflow-x:auto}
        table{border-collapse:collapse;width:100%;font-size:13.5px;font-variant-numeric:tabular-nums}
        th,td{padding:7px 10px;text-align:right;border-bottom:1px solid var(--rule);white-space:nowrap}
        th{color:var(--soft);font-weight:600;font-size:12.5px}
        th[data-sort]{cursor:pointer}th[aria-sort=ascending]::after{content:" ▲"}th[aria-sort=descending]::after{content:" ▼"}
        .text{text-align:left}td.name{white-space:normal;overflow-wrap:anywhere;min-width:150px}
        tbody tr:last-child td{border-bottom:0}tfoot td{font-weight:600;border-top:2px solid var(--rule);border-bottom:0}
        td pre{margin:6px 0 0;white-space:pre-wrap;overflow-wrap:anywhere;font-size:12px}
        .none,footer{color:var(--soft)}.bar{display:flex;height:10px;width:180px;border-radius:5px;overflow:hidden}
        .bar i{background:var(--line)}
        details.card summary{cursor:pointer}footer{margin-top:40px;font-size:13px}
        @media print{body{background:#fff}.tip{display:none}}
        """
}
