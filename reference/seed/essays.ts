import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { assignments } from './assignments.js';
import { seedId } from './ids.js';
import { type SchoolKey, studentsOf } from './people.js';

/** In the order of their ids: a new essay goes to the end. */
const files = [
  'homework-an-hour-that-belongs-to-nobody',
  'homework-and-fairness',
  'homework-is-bad',
  'homework-keep-it-but-less-of-it',
  'homework-my-opinion',
  'homework-saturday-match',
  'homework-should-stay',
  'homework-the-case-for-choosing',
  'place-dogs',
  'place-grandads-allotment',
  'place-low-water',
  'place-moving-to-the-coast',
  'place-my-bedroom',
  'place-spain',
  'place-the-lending-counter',
  'place-ward-seven',
  'progress-depends-who-you-ask',
  'progress-is-good',
  'progress-lunch-queue',
  'progress-phones',
  'progress-robots-and-jobs',
  'progress-the-quiet-carriage',
  'progress-two-sides',
  'progress-what-the-weaver-lost',
] as const;

export interface SeedEssay {
  readonly id: string;
  readonly school: SchoolKey;
  readonly ownerId: string;
  readonly assignmentId: string;
  readonly title: string;
  readonly filename: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly text: string;
  readonly words: number;
  readonly checksum: string;
  readonly createdAt: string;
}

/** Reads every seeded essay. */
export function readEssays(): Promise<SeedEssay[]> {
  return Promise.all(files.map((name, index) => readEssay(name, index)));
}

async function readEssay(name: (typeof files)[number], index: number): Promise<SeedEssay> {
  const filename = `${name}.md`;
  const bytes = new Uint8Array(await readFile(new URL(`essays/${filename}`, import.meta.url)));
  const text = new TextDecoder().decode(bytes);
  const assignment = assignmentOf(name);
  const students = studentsOf(assignment.school);
  return {
    id: seedId('essay', index + 1),
    school: assignment.school,
    ownerId: students[index % students.length]?.id ?? '',
    assignmentId: assignment.id,
    title: text.slice(2, text.indexOf('\n')),
    filename,
    bytes,
    text,
    words: text.match(/\S+/g)?.length ?? 0,
    checksum: createHash('sha256').update(bytes).digest('hex'),
    createdAt: new Date(Date.parse(assignment.created_at) + (index + 1) * 3_600_000).toISOString(),
  };
}

function assignmentOf(name: (typeof files)[number]) {
  if (name.startsWith('homework-')) return assignments.homework;
  return name.startsWith('place-') ? assignments.place : assignments.progress;
}
