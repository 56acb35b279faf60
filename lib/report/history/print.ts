import { colours as pc } from '../colours.js';
import { firstFew } from '../first-few.js';
import { sparkline } from './sparkline.js';
import type { Trends } from './trends.js';
import { median } from './usual.js';

/** Runs that a plot shows: what fits beside a route's name. */
const PLOTTED = 40;
/** How many of a kind are shown. */
const MOST = 8;

/** The trends of a target in one environment, for a terminal: a screen or so. */
export function printTrends(trends: Trends): string {
  const { runs, flips, flakes } = trends;
  return [
    `${pc.bold(`${trends.target} (${trends.environment})`)}  ${runs.length} ${runs.length === 1 ? 'run' : 'runs'}, ${day(runs[0])} to ${day(runs.at(-1))}`,
    '',
    `verdicts   ${runs.slice(-PLOTTED).map(sign).join('')}  ${counted(trends)}`,
    `duration   ${durations(trends)}`,
    `alarms     ${alarms(trends)}`,
    ...titled('turned red, newest first', flips, 'check', ({ check, started_at, build }) => [
      `  ${check}  ${pc.dim(`${started_at.slice(0, 16)}${build === null ? '' : `, build ${build}`}`)}`,
    ]),
    ...titled('unstable', flakes, 'check', ({ check, rate, unstable, executed }) => [
      `  ${percent(rate)} of ${executed} ${executed === 1 ? 'run' : 'runs'} (${unstable})  ${check}`,
    ]),
    ...routeLines(trends),
    '',
  ].join('\n');
}

const SIGNS = { promote: pc.green('✓'), investigate: pc.yellow('?'), rollback: pc.red('✗') } as const;

const sign = ({ decision }: Trends['runs'][number]): string => SIGNS[decision];

const day = (run: Trends['runs'][number] | undefined): string => run?.started_at.slice(0, 10) ?? '';

const percent = (share: number): string => `${Math.round(share * 100)} %`;

function counted({ runs }: Trends): string {
  const count = (decision: 'promote' | 'investigate' | 'rollback'): number =>
    runs.filter((each) => each.decision === decision).length;
  return `${count('promote')} promote, ${count('investigate')} investigate, ${count('rollback')} rollback`;
}

function durations({ runs }: Trends): string {
  const seconds = runs.map(({ duration_s }) => duration_s);
  const last = seconds.at(-1) ?? 0;
  return `${sparkline(seconds.slice(-PLOTTED))}  last ${last.toFixed(1)} s, middle ${median(seconds).toFixed(1)} s`;
}

function alarms({ alarms: { count, ended, false_alarm_rate, mean_time_to_detect_s } }: Trends): string {
  if (count === 0) return 'none';
  const rate =
    false_alarm_rate === null
      ? 'none has ended'
      : `false-alarm rate ${percent(false_alarm_rate)} of ${ended} that ended`;
  const time = mean_time_to_detect_s === null ? '' : `, mean time to detect ${spoken(mean_time_to_detect_s)}`;
  return `${count}, ${rate}${time}`;
}

const spoken = (seconds: number): string =>
  seconds < 120
    ? `${seconds.toFixed(0)} s`
    : seconds < 7_200
      ? `${(seconds / 60).toFixed(0)} min`
      : `${(seconds / 3_600).toFixed(1)} h`;

function titled<T>(title: string, items: readonly T[], noun: string, print: (item: T) => readonly string[]): string[] {
  return items.length === 0 ? [] : ['', pc.bold(title), ...firstFew(items, MOST, noun, print)];
}

function routeLines({ routes }: Trends): string[] {
  const width = Math.max(0, ...routes.slice(0, MOST).map(({ route }) => route.length));
  return titled('routes, the middle of each run, what slowed down most first', routes, 'route', (route) => {
    const { p50_ms, usual_ms, limit_ms } = route;
    const last = p50_ms.at(-1) ?? 0;
    const usual = usual_ms === undefined ? 'too few good runs to compare with' : `usually ${Math.round(usual_ms)} ms`;
    const line = `${Math.round(last)} ms, ${usual}`;
    const told = limit_ms !== undefined && last > limit_ms ? pc.yellow(`${line}: slower than usual`) : line;
    return [`  ${route.route.padEnd(width)}  ${sparkline(p50_ms.slice(-PLOTTED))}  ${told}`];
  });
}
