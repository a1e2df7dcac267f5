/** A picture drawn for the tests, no photograph: sky, sun, dunes. The same pixels every time. */
export async function dunes(width: number, height: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const ctx = canvas.getContext('2d');
  if (!ctx) throw new Error('no 2D canvas');
  const sky = ctx.createLinearGradient(0, 0, 0, height * 0.6);
  sky.addColorStop(0, '#1d5fae');
  sky.addColorStop(0.6, '#8fc0e8');
  sky.addColorStop(1, '#f6d9a8');
  ctx.fillStyle = sky;
  ctx.fillRect(0, 0, width, height);
  const sun = ctx.createRadialGradient(width * 0.68, height * 0.38, 0, width * 0.68, height * 0.38, height * 0.42);
  sun.addColorStop(0, 'rgba(255,245,210,1)');
  sun.addColorStop(0.14, 'rgba(255,230,160,0.9)');
  sun.addColorStop(1, 'rgba(255,200,120,0)');
  ctx.fillStyle = sun;
  ctx.fillRect(0, 0, width, height);
  for (let k = 0; k < 5; k += 1) {
    const crest = height * (0.5 + k * 0.1);
    ctx.beginPath();
    ctx.moveTo(0, height);
    for (let x = 0; x <= width; x += 4) {
      ctx.lineTo(x, crest + Math.sin((x / width) * (4 + k) + k * 1.7) * height * 0.05);
    }
    ctx.lineTo(width, height);
    ctx.fillStyle = `hsl(${34 - k * 3} ${55 + k * 4}% ${66 - k * 10}%)`;
    ctx.fill();
  }
  return canvas.convertToBlob({ type: 'image/png' });
}
