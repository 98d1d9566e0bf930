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
