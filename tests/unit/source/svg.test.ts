// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { svgFromText } from '@/utils/source/page/svg';

const svg = (attributes: string, content = ''): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${content}</svg>`;

const xmlOf = (content: string, attributes = ''): string =>
  svgFromText(svg(attributes, content))?.xml ?? 'not an SVG';

describe('an SVG', () => {
  it.each([
    ['width="40" height="20px"', 40, 20],
    ['viewBox="0 0 300 100"', 300, 100],
    ['viewBox="0 0 300 100" width="60"', 60, 20],
    ['viewBox="0 0 300 100" height="50"', 150, 50],
    ['width="100%" height="100%" viewBox="0 0 8 4"', 8, 4],
    ['', 512, 512],
  ])('with %s is drawn at a size of its own', (attributes, width, height) => {
    const read = svgFromText(svg(attributes));
    expect(read).toMatchObject({ width, height });
    expect(read?.xml).toContain(`width="${width}"`);
  });

  it('loses scripts, handlers and embedded documents', () => {
    const xml = xmlOf(
      '<script>alert(1)</script><foreignObject><body onload="x()"/></foreignObject><circle onclick="alert(2)" r="4"/>',
      'onload="alert(3)"',
    );
    expect(xml).toContain('<circle');
    expect(xml).not.toMatch(/script|alert|onload|onclick|foreignObject/);
  });

  it('loses every link that leads out of it, and keeps those within', () => {
    const xml = xmlOf(
      `<image href="https://spy.example/a.png"/><use xlink:href="https://spy.example/b.svg#x"/><use href="#own"/>
       <rect fill="url(https://spy.example/c)"/><rect fill="url(#gradient)"/><image href="data:image/png;base64,AA=="/>
       <style>@import "https://spy.example/d.css";</style><a href="javascript:alert(1)">x</a>`,
    );
    expect(xml).not.toMatch(/spy\.example|javascript/);
    expect(xml).toContain('#own');
    expect(xml).toContain('url(#gradient)');
    expect(xml).toContain('data:image/png');
  });

  it('that does not parse is none', () => expect(svgFromText('<html><body>404</body></html>')).toBeNull());
});
