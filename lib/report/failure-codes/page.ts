import { type CodeEntry, CODES } from '../../probes/codes.js';
import { ERROR_CODES } from './error-codes.js';
import { REASON_CODES } from './reason-codes.js';

type Entries = Readonly<Record<string, CodeEntry>>;

/** What an area of findings is called, where it is not called as in its codes. */
const TITLES: Readonly<Record<string, string>> = {
  amqp: 'RabbitMQ',
  cors: 'Pages of other sites',
  config: 'Configuration',
  dns: 'Names',
  http: 'HTTP',
  postgres: 'PostgreSQL',
  s3: 'Object store',
  seed: 'Known answers',
  tcp: 'Connections',
  time: 'Response times',
  tls: 'TLS and certificates',
};

interface Section {
  readonly title: string;
  readonly about: string;
  readonly entries: Entries;
}

const HEAD = `# Failure codes

<!-- Made by \`npm run docs\` from lib/probes/codes.ts and lib/report/failure-codes/. Do not edit. -->

Search this page for the code that you see. Each has what it means, where to look and what to do.

- \`word.word\` is a **finding** about a service: on the run's page, in \`verdict.md\`, and in \`results.json\` under \`incidents[].findings\`.
- \`SMOKE_WORD\` is an **error**: at the end of a failed check's text, or of a run that could not judge (exit code 2).
- A \`word-with-hyphens\` is the **reason** of a verdict: in \`results.json\` under \`verdict.reasons\`.

A hint beside a finding is about your deployment and comes first; this page is about the code in general. The correlation id in
the evidence is the one in your platform's logs.
`;

const titleOf = (area: string): string => TITLES[area] ?? `${area.slice(0, 1).toUpperCase()}${area.slice(1)}`;

const areaOf = (code: string): string => code.slice(0, code.indexOf('.'));

function findingSections(): Section[] {
  const areas = [...new Set(Object.keys(CODES).map(areaOf))];
  return areas
    .map((area) => {
      const entries = Object.entries(CODES).filter(([code]) => areaOf(code) === area);
      return { title: titleOf(area), about: '', entries: Object.fromEntries(entries) };
    })
    .toSorted((a, b) => a.title.localeCompare(b.title, 'en'));
}

const SECTIONS: readonly Section[] = [
  ...findingSections(),
  { title: 'Errors', about: 'What a request, a feed, a sign-in or a run ended with.', entries: ERROR_CODES },
  { title: 'Reasons of a verdict', about: 'Why a verdict is what it is.', entries: REASON_CODES },
];

/** docs/failure-codes.md. */
export const failureCodesPage = (): string => [HEAD, contents(), ...SECTIONS.map(sectionText)].join('\n');

// The anchors that GitHub gives to headings: lower case, nothing but letters, digits, hyphens and underscores.
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(' ', '-')
    .replaceAll(/[^\w-]/g, '');

const linkTo = (label: string, heading: string): string => `[${label}](#${anchorOf(heading)})`;

function contents(): string {
  const rows = SECTIONS.map(({ title, entries }) => {
    const codes = Object.keys(entries).map((code) => linkTo(`\`${code}\``, code));
    return `| ${linkTo(title, title)} | ${codes.join(' ')} |\n`;
  });
  return `| area | codes |\n|---|---|\n${rows.join('')}`;
}

function sectionText({ title, about, entries }: Section): string {
  const texts = Object.entries(entries).map(([code, entry]) => entryText(code, entry));
  return [`## ${title}\n`, ...(about === '' ? [] : [`${about}\n`]), ...texts].join('\n');
}

const entryText = (code: string, { means, look, act }: CodeEntry): string =>
  `### \`${code}\`\n\n${means}\n\n- **Look:** ${look}\n- **Do:** ${act}\n`;
