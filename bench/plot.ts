/** A line of a plot; both axes are logarithmic, so all numbers are above zero. */
export interface Line {
  readonly label: string;
  readonly color: string;
  readonly isDashed: boolean;
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface Plot {
  readonly title: string;
  readonly xTitle: string;
  readonly yTitle: string;
  readonly xTicks: readonly number[];
  readonly yTicks: readonly number[];
  readonly lines: readonly Line[];
}

const WIDTH = 820;
const HEIGHT = 480;
const LEFT = 70;
const RIGHT = 230;
const TOP = 50;
const BOTTOM = 60;
const LABEL_HEIGHT = 18;

/** Draws lines over two logarithmic axes as SVG, each with its label at its right end. */
export function plotSvg({ title, xTitle, yTitle, xTicks, yTicks, lines }: Plot): string {
  const x = scale(xTicks, LEFT, WIDTH - RIGHT);
  const y = scale(yTicks, HEIGHT - BOTTOM, TOP);
  const middle = (LEFT + WIDTH - RIGHT) / 2;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="13" fill="#222">
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
<text x="${LEFT}" y="24" font-size="16" font-weight="bold">${escaped(title)}</text>
${xTicks.map((tick) => xTick(x(tick), tick)).join('\n')}
${yTicks.map((tick) => yTick(y(tick), tick)).join('\n')}
<text x="${middle}" y="${HEIGHT - 14}" text-anchor="middle">${escaped(xTitle)}</text>
<text transform="translate(18 ${(TOP + HEIGHT - BOTTOM) / 2}) rotate(-90)" text-anchor="middle">${escaped(yTitle)}</text>
${lines.map((line) => curve(line, x, y)).join('\n')}
${labels(lines, x, y).join('\n')}
</svg>
`;
}

type Scale = (value: number) => number;

function scale(ticks: readonly number[], start: number, end: number): Scale {
  const low = Math.log(Math.min(...ticks));
  const high = Math.log(Math.max(...ticks));
  return (value) => round(start + ((Math.log(value) - low) / (high - low)) * (end - start));
}

function xTick(at: number, tick: number): string {
  return `<path d="M${at} ${TOP}V${HEIGHT - BOTTOM}" stroke="#ddd"/><text x="${at}" y="${HEIGHT - BOTTOM + 20}" text-anchor="middle">${tick.toLocaleString('en-US')}</text>`;
}

function yTick(at: number, tick: number): string {
  return `<path d="M${LEFT} ${at}H${WIDTH - RIGHT}" stroke="#ddd"/><text x="${LEFT - 8}" y="${at + 4}" text-anchor="end">${tick}</text>`;
}

function curve({ color, isDashed, points }: Line, x: Scale, y: Scale): string {
  const path = points.map(([px, py], index) => `${index === 0 ? 'M' : 'L'}${x(px)} ${y(py)}`);
  const style = `fill="none" stroke="${color}" stroke-width="2"${isDashed ? ' stroke-dasharray="6 4"' : ''}`;
  const dots = points.map(
    ([px, py]) => `<circle cx="${x(px)}" cy="${y(py)}" r="3.5" fill="${color}"/>`,
  );
  return `<path d="${path.join('')}" ${style}/>${isDashed ? '' : dots.join('')}`;
}

/** From the top down; one that would cover the one above it moves below it. */
function labels(lines: readonly Line[], x: Scale, y: Scale): readonly string[] {
  let lowest = Number.NEGATIVE_INFINITY;
  return lines
    .flatMap(({ label, color, points }) => {
      const end = points.at(-1);
      return end ? [{ label, color, x: x(end[0]) + 10, y: y(end[1]) + 4 }] : [];
    })
    .toSorted((a, b) => a.y - b.y)
    .map(({ label, color, x: left, y: wanted }) => {
      lowest = Math.max(wanted, lowest + LABEL_HEIGHT);
      return `<text x="${left}" y="${lowest}" fill="${color}" stroke="#fff" stroke-width="4" paint-order="stroke">${escaped(label)}</text>`;
    });
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
