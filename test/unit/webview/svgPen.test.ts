import { describe, expect, it } from 'vitest';
import { drawChart } from '../../../webview/shared/chart/drawChart.ts';
import { drawLandscape } from '../../../webview/shared/landscape/drawLandscape.ts';
import { escapeXml, SvgPen } from '../../../webview/shared/svgPen.ts';
import { landscapeOf, lineOf, pathOf, sceneOf } from './scenes.ts';

const help = {
  measure: (text: string) => 6 * text.length,
  resolve: (color: string) => ({ hex: color, opacity: color === 'pale' ? 0.5 : 1 }),
};

function drawn(draw: (pen: SvgPen) => void): string {
  const pen = new SvgPen(help);
  draw(pen);
  return pen.file(100, 50, 'A & B');
}

describe('an SVG', () => {
  it('has its size, its title and what was drawn', () => {
    const file = drawn((pen) => {
      pen.strokeStyle = 'pale';
      pen.lineWidth = 1.75;
      pen.setLineDash([3, 2]);
      pen.globalAlpha = 0.5;
      pen.beginPath();
      pen.moveTo(1, 2);
      pen.lineTo(3.456, 4);
      pen.stroke();
    });
    expect(file).toContain('width="100" height="50" viewBox="0 0 100 50"');
    expect(file).toContain('<title>A &amp; B</title>');
    expect(file).toContain(
      '<path d="M1,2L3.46,4" fill="none" stroke="pale" stroke-opacity="0.25" stroke-width="1.75" stroke-linejoin="miter" stroke-dasharray="3 2"/>',
    );
  });

  it('takes back what was saved, and moves what is drawn in between', () => {
    const file = drawn((pen) => {
      pen.fillStyle = 'red';
      pen.save();
      pen.translate(10, 20);
      pen.beginPath();
      pen.rect(0, 0, 5, 5);
      pen.clip();
      pen.fillStyle = 'blue';
      pen.fillRect(1, 1, 2, 2);
      pen.restore();
      pen.fillRect(1, 1, 2, 2);
    });
    expect(file).toContain('<clipPath id="clip-1"><path d="M10,20h5v5h-5Z"/></clipPath>');
    expect(file).toContain('<path d="M11,21h2v2h-2Z" fill="blue" clip-path="url(#clip-1)"/>');
    expect(file).toContain('<path d="M1,1h2v2h-2Z" fill="red"/>');
  });

  it('writes text on its base line, as XML takes it', () => {
    const file = drawn((pen) => {
      pen.font = '600 12px "My Font", sans-serif';
      pen.textAlign = 'right';
      pen.textBaseline = 'middle';
      pen.fillStyle = '#123';
      pen.fillText('a < b', 10, 20);
    });
    expect(file).toContain(
      '<text x="10" y="24.2" font-family="&quot;My Font&quot;, sans-serif" font-size="12" font-weight="600" text-anchor="end" fill="#123">a &lt; b</text>',
    );
  });

  it('draws paths as a canvas does: from the last place, closed where they are closed', () => {
    const file = drawn((pen) => {
      pen.translate(1, 2);
      pen.translate(10, 20);
      pen.beginPath();
      pen.lineTo(1, 1);
      pen.lineTo(2, 1);
      pen.lineTo(2, 3);
      pen.closePath();
      pen.fillStyle = 'red';
      pen.fill();
      pen.beginPath();
      pen.arc(5, 6, 2.126);
      pen.strokeStyle = 'blue';
      pen.lineJoin = 'bevel';
      pen.lineDashOffset = 1.255;
      pen.stroke();
    });
    expect(file).toContain('<path d="M12,23L13,23L13,25Z" fill="red"/>');
    expect(file).toContain(
      '<path d="M18.13,28A2.13,2.13 0 1 1 13.87,28A2.13,2.13 0 1 1 18.13,28Z" fill="none" stroke="blue" stroke-width="1" stroke-linejoin="bevel" stroke-dashoffset="1.25"/>',
    );
  });

  it('draws nothing of an empty path, and keeps a path while a rectangle is filled', () => {
    const file = drawn((pen) => {
      pen.beginPath();
      pen.stroke();
      pen.fill();
      pen.moveTo(1, 1);
      pen.fillRect(0, 0, 7, 8);
      pen.lineTo(2, 2);
      pen.stroke();
    });
    expect(file.match(/<path/g)).toHaveLength(2);
    expect(file).toContain('<path d="M0,0h7v8h-7Z" fill="#000"/>');
    expect(file).toContain('<path d="M1,1L2,2" fill="none" stroke="#000"');
  });

  it('takes back all that was saved, the innermost first', () => {
    const file = drawn((pen) => {
      pen.setLineDash([4, 1]);
      pen.globalAlpha = 0.8;
      pen.save();
      pen.lineWidth = 3;
      pen.setLineDash([]);
      pen.save();
      pen.globalAlpha = 0.1;
      pen.font = '600 20px serif';
      pen.textAlign = 'center';
      pen.restore();
      pen.beginPath();
      pen.lineTo(0, 0);
      pen.stroke();
      pen.restore();
      pen.beginPath();
      pen.lineTo(9, 9);
      pen.stroke();
      // More is taken back than was saved: nothing happens.
      pen.restore();
      pen.fillText('x', 1, 2);
    });
    expect(file).toContain('<path d="M0,0" fill="none" stroke="#000" stroke-opacity="0.8" stroke-width="3"');
    expect(file).toContain(
      '<path d="M9,9" fill="none" stroke="#000" stroke-opacity="0.8" stroke-width="1" stroke-linejoin="miter" stroke-dasharray="4 1"/>',
    );
    expect(file).toContain('<text x="1" y="2" font-family="sans-serif" font-size="10" fill="#000"');
  });

  it('numbers what things are cut off at, and has none where nothing is', () => {
    const file = drawn((pen) => {
      for (const x of [1, 2]) {
        pen.save();
        pen.beginPath();
        pen.rect(x, 0, 5, 5);
        pen.clip();
        pen.fillRect(0, 0, 9, 9);
        pen.fillText('t', 0, 0);
        pen.restore();
      }
    });
    expect(file).toContain('<clipPath id="clip-1"><path d="M1,0h5v5h-5Z"/></clipPath><clipPath id="clip-2">');
    expect(file.match(/clip-path="url\(#clip-2\)"/g)).toHaveLength(2);
    expect(file.indexOf('<defs>')).toBeLessThan(file.indexOf('<path d="M0,0h9'));
    expect(drawn((pen) => pen.fillRect(0, 0, 1, 1))).not.toContain('defs');
  });

  it.each([
    ['top', 'left', '', 'y="28"'],
    ['middle', 'center', ' text-anchor="middle"', 'y="23.5"'],
    ['bottom', 'end', ' text-anchor="end"', 'y="18"'],
    ['alphabetic', 'start', '', 'y="20"'],
  ] as const)('writes text with baseline %s, aligned %s', (baseline, align, anchor, y) => {
    const file = drawn((pen) => {
      pen.font = '10px A';
      pen.textBaseline = baseline;
      pen.textAlign = align;
      pen.fillText('x', 3, 20);
    });
    expect(file).toContain(`<text x="3" ${y} font-family="A" font-size="10"${anchor} fill="#000">x</text>`);
  });

  it('rims text, and measures it in its font', () => {
    const asked: string[] = [];
    const pen = new SvgPen({ ...help, measure: (text, font) => asked.push(`${font} ${text}`) });
    pen.font = '11px B';
    pen.measureText('wide');
    expect(asked).toEqual(['11px B wide']);
    pen.strokeStyle = 'pale';
    pen.lineWidth = 4;
    pen.strokeText('"q"', 1, 2);
    expect(pen.file(1, 1, '')).toContain(
      '<text x="1" y="2" font-family="B" font-size="11" fill="none" stroke="pale" stroke-opacity="0.5" stroke-width="4" stroke-linejoin="round">&quot;q&quot;</text>',
    );
  });

  it('has no letters that XML has not', () => {
    expect(escapeXml('a\u0000b\ud800c\uffffd😀\t<&>"')).toBe('abcd😀\t&lt;&amp;&gt;&quot;');
  });

  it('of a chart and a landscape has every line, name and path', () => {
    const scene = sceneOf([lineOf({ name: '<SGD>', endName: '<SGD>' })]);
    const file = drawn((pen) => {
      drawChart(pen, scene, 800, 400, true);
      drawLandscape(pen, landscapeOf([pathOf([1, 10, 0.5, 5, 0.2, 2], { name: 'Adam' })]), 300, 400);
    });
    for (const text of ['&lt;SGD&gt;', '0.500', 'step 4', 'Adam', 'start', 'minimum'])
      expect(file).toContain(`>${text}</text>`);
    expect(file).not.toMatch(/NaN|undefined|Infinity/);
    const opened = [...file.matchAll(/<(\w+)(?:\s[^>]*[^/])?>/g)].map(([, name]) => name).sort();
    const closed = [...file.matchAll(/<\/(\w+)>/g)].map(([, name]) => name).sort();
    expect(closed).toEqual(opened);
  });
});
