import type { Comparison, Target } from './measure.js';

/** A measure that has no floor. */
export interface Figure {
  name: string;
  value: number;
  unit: 'ms' | 'MB' | '/s' | '× the total time';
  /** The maximum. Absent: no target. */
  target?: number;
}

/** The results of a run. */
export interface Report {
  comparisons: Comparison[];
  figures: Figure[];
  /** Omitted measures with the reason. */
  notes: string[];
}

const number = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);

/** Computed from single requests, not from calls of several requests. */
const tailOf = ({ server }: Comparison): number =>
  server.request ? server.request.p99 / server.request.median : server.p99 / server.median;

/** Each part of a target with whether it is met. */
function verdicts(comparison: Comparison): { text: string; met: boolean }[] {
  const { time, rate, median, tail }: Target = comparison.target ?? {};
  const { ratio, server } = comparison;
  return [
    ...(time === undefined ? [] : [{ text: `≤ ${time} × the time`, met: ratio <= time }]),
    ...(rate === undefined ? [] : [{ text: `≥ ${rate} × the rate`, met: ratio >= rate }]),
    ...(median === undefined ? [] : [{ text: `≤ ${median} ms`, met: server.median <= median }]),
    ...(tail === undefined
      ? []
      : [{ text: `p99 ≤ ${tail} medians (${number(tailOf(comparison))})`, met: tailOf(comparison) <= tail }]),
  ];
}

const isMet = ({ value, target }: Figure): boolean | null => (target === undefined ? null : value <= target);
/** The largest time of this server in times of the other one (an earlier commit) that is not marked. */
const MAX_TIMES_OTHER = 1.05;

const timesText = (times: number): string => (times > MAX_TIMES_OTHER ? `**${times.toFixed(2)}**` : times.toFixed(2));

const yes = (met: boolean): string => (met ? 'yes' : '**no**');

function row(comparison: Comparison, withOther: boolean): string {
  const { name, callers, server, floor, ratio, spread, against, held } = comparison;
  const one = callers === 1;
  const ratioText = (value: number): string => `${number(value)} × the ${one ? 'time' : 'rate'}`;
  const told = verdicts(comparison);
  return [
    name,
    String(callers),
    one ? `${number(server.median)} ms` : `${number(server.rate)}/s, p99 ${number(server.p99)} ms`,
    one ? `${number(floor.median)} ms` : `${number(floor.rate)}/s`,
    ratioText(ratio),
    `${number(spread[0])} – ${number(spread[1])}`,
    ...(withOther ? (against ? [ratioText(against.ratio), timesText(against.times)] : ['–', '–']) : []),
    held ? `${number(held.max)} ms` : '–',
    told.map(({ text }) => text).join(', '),
    told.map(({ met }) => yes(met)).join(', '),
  ].join(' | ');
}

const markdown = (head: string[], right: number[], rows: string[]): string =>
  [
    `| ${head.join(' | ')} |`,
    `| ${head.map((_, column) => (right.includes(column) ? '--:' : '---')).join(' | ')} |`,
    ...rows.map((text) => `| ${text} |`),
  ].join('\n');

/** The run as two Markdown tables and notes. */
export function tables({ comparisons, figures, notes }: Report): string {
  const withOther = comparisons.some(({ against }) => against);
  const other = withOther ? ['other server : floor', 'time : other server'] : [];
  const head = [
    'measure',
    'callers',
    'server',
    'floor',
    'server : floor',
    'of the rounds',
    ...other,
    'loop blocked',
    'target',
    'met',
  ];
  const compared = comparisons.map((comparison) => row(comparison, withOther));
  const told = figures.map((figure) => {
    const { name, value, unit, target } = figure;
    const met = isMet(figure);
    return `${name} | ${number(value)} ${unit} | ${target === undefined ? '' : `≤ ${target} ${unit}`} | ${met === null ? '' : yes(met)}`;
  });
  return [
    ...(compared.length > 0 ? [markdown(head, [1, 2, 3, 4, 5, 6, 7], compared)] : []),
    ...(told.length > 0 ? [markdown(['measure', 'figure', 'target', 'met'], [1], told)] : []),
    ...(notes.length > 0 ? [notes.map((note) => `- ${note}`).join('\n')] : []),
  ].join('\n\n');
}

/** The run for programs: every figure, and whether its targets are met. */
export const json = ({ comparisons, figures, notes }: Report): string =>
  JSON.stringify(
    {
      comparisons: comparisons.map((comparison) => ({ ...comparison, verdicts: verdicts(comparison) })),
      figures: figures.map((figure) => ({ ...figure, met: isMet(figure) })),
      notes,
    },
    null,
    2,
  );
