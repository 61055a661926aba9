import type { Ages, Bin } from "./histogram.ts";
import { type Markup, markup } from "./markup.ts";
import { count, plural } from "./names.ts";

const width = 960;
const height = 200;
const top = 26;
const bottom = 36;
const left = 40;
const plotHeight = height - top - bottom;

/** 1, 2 or 5 times a power of ten: the step that gives about four lines. */
function axisStep(highest: number): number {
  const rough = Math.max(1, highest / 4);
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
}

function binLabel(bin: Bin): string {
  return bin.to === undefined ? `${bin.from} days and more` : `${bin.from} to ${bin.to} days`;
}

/** Bars of key ages, with the limit as a line between those within and those over it. The same numbers stand below as a table. */
export function ageChart(ages: Ages): Markup {
  const highest = Math.max(1, ...ages.bins.map((bin) => bin.keys));
  const step = axisStep(highest);
  const scale = plotHeight / (Math.ceil(highest / step) * step);
  const binSpace = (width - left) / ages.bins.length;
  const x = (bin: number): string => (left + bin * binSpace).toFixed(1);
  const y = (keys: number): string => (top + plotHeight - keys * scale).toFixed(1);
  const lines = Array.from({ length: Math.ceil(highest / step) + 1 }, (_, line) => line * step);
  const labelEvery = Math.ceil(ages.bins.length / 12);
  const limitBin = ages.bins.findIndex((bin) => bin.from >= ages.limitDays);
  const limitX = limitBin === -1 ? String(width) : x(limitBin);
  const limitAnchor = limitBin > ages.bins.length / 2 || limitBin === -1 ? "end" : "start";
  const limitTextX = Number(limitX) + (limitAnchor === "end" ? -6 : 6);
  const bar = (bin: Bin, index: number): Markup | undefined =>
    bin.keys === 0
      ? undefined
      : markup`<rect class="${bin.from < ages.limitDays ? "within" : "over"}" x="${Number(x(index)) + 1}" y="${y(bin.keys)}" width="${(binSpace - 2).toFixed(1)}" height="${(bin.keys * scale).toFixed(1)}"><title>${plural(bin.keys, "key")}, ${binLabel(bin)} old</title></rect>`;
  return markup`<div class="scroll" role="region" aria-label="Chart of key ages" tabindex="0"><svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="age-chart-title">
<title id="age-chart-title">Ages of ${plural(ages.withinLimit + ages.overLimit, "key")}: ${count(ages.withinLimit)} within the limit of ${ages.limitDays} days, ${count(ages.overLimit)} over it</title>
${lines.map((line) => markup`<line class="grid" x1="${left}" x2="${width}" y1="${y(line)}" y2="${y(line)}"/><text class="tick" text-anchor="end" x="${left - 8}" y="${Number(y(line)) + 4}">${count(line)}</text>`)}
${ages.bins.map(bar)}
${ages.bins.map((bin, index) => (index % labelEvery === 0 ? markup`<text class="tick" text-anchor="middle" x="${x(index)}" y="${height - bottom + 18}">${bin.from}</text>` : undefined))}
<text class="tick" text-anchor="end" x="${width}" y="${height - 4}">age in days</text>
<line class="limit" x1="${limitX}" x2="${limitX}" y1="${top - 14}" y2="${height - bottom}"/>
<text class="limit-text" text-anchor="${limitAnchor}" x="${limitTextX}" y="${top - 8}">limit ${ages.limitDays} days</text>
</svg></div>
<details class="numbers"><summary>The same as numbers</summary>
<table><thead><tr><th scope="col">Age</th><th scope="col" class="number">Keys</th></tr></thead>
<tbody>${ages.bins.map((bin) => markup`<tr><td>${binLabel(bin)}</td><td class="number">${count(bin.keys)}</td></tr>`)}</tbody></table></details>`;
}

/** One part of a bar: `kind` is its colour. */
export interface Share {
  readonly kind: string;
  readonly label: string;
  readonly amount: number;
}

/** A bar whose parts add up to its whole; parts of nothing are left out. */
export function shareBar(shares: readonly Share[], total: number, label: string): Markup {
  let from = 0;
  const parts = shares
    .filter((share) => share.amount > 0)
    .map((share) => {
      const size = (100 * share.amount) / Math.max(1, total);
      const part = markup`<rect class="${share.kind}" x="${from.toFixed(2)}" y="0" width="${size.toFixed(2)}" height="10"><title>${share.label}: ${count(share.amount)}</title></rect>`;
      from += size;
      return part;
    });
  return markup`<svg class="share" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="${label}">${parts}</svg>`;
}
