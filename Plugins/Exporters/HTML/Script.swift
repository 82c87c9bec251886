// Assay: the report's script.
// SPDX-License-Identifier: Apache-2.0

/// The report's script: values at the pointer, and tables sorted by a click. The report is whole without it.
enum Script {
    static let source = """
        'use strict';
        for (const figure of document.querySelectorAll('.chart[data-points]')) {
          const data = JSON.parse(figure.dataset.points), svg = figure.querySelector('svg');
          const tip = figure.querySelector('.tip'), cursor = figure.querySelector('.cursor');
          const count = Math.max(...data.lines.map(line => line.length - 1));
          const clock = s => (s >= 3600 ? Math.floor(s / 3600) + ':' : '') +
            String(Math.floor(s % 3600 / 60)).padStart(s >= 3600 ? 2 : 1, '0') + ':' + String(s % 60).padStart(2, '0');
          svg.addEventListener('pointermove', event => {
            const box = svg.getBoundingClientRect(), part = (event.clientX - box.left) / box.width;
            const share = Math.min(1, Math.max(0, (part - data.left) / (data.right - data.left)));
            const place = Math.round(share * (count - 1));
            const x = data.left + (data.right - data.left) * (count > 1 ? place / (count - 1) : 0);
            cursor.setAttribute('x1', x * svg.viewBox.baseVal.width);
            cursor.setAttribute('x2', x * svg.viewBox.baseVal.width);
            cursor.style.visibility = 'visible';
            tip.textContent = [clock(place * data.step)].concat(data.lines.map(line =>
              line[0] + ': ' + (line[place + 1] ?? '–'))).join('\\n');
            tip.style.display = 'block';
            const left = x * box.width + 28;
            tip.style.left = (left + tip.offsetWidth > box.width ? left - tip.offsetWidth - 28 : left) + 'px';
          });
          svg.addEventListener('pointerleave', () => {
            tip.style.display = 'none';
            cursor.style.visibility = 'hidden';
          });
        }
        for (const head of document.querySelectorAll('th[data-sort]')) {
          head.addEventListener('click', () => {
            const table = head.closest('table'), body = table.tBodies[0];
            const place = Array.from(head.parentNode.children).indexOf(head);
            const down = head.getAttribute('aria-sort') === 'descending';
            for (const other of head.parentNode.children) other.removeAttribute('aria-sort');
            head.setAttribute('aria-sort', down ? 'ascending' : 'descending');
            const key = row => {
              const text = row.cells[place].textContent;
              return head.dataset.sort === 'number' ? parseFloat(text.replace(/,/g, '')) || 0 : text;
            };
            const rows = Array.from(body.rows).map(row => [key(row), row]);
            rows.sort((one, two) => (one[0] < two[0] ? -1 : one[0] > two[0] ? 1 : 0) * (down ? 1 : -1));
            for (const [, row] of rows) body.append(row);
          });
        }
        """
}
