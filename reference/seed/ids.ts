const kinds = { school: '1', user: '2', assignment: '3', essay: 'e', assessment: 'a' } as const;

/** The fixed id of a seeded thing: `00000000-0000-4000-8000-0000000a0001` is the first assessment. */
export function seedId(kind: keyof typeof kinds, number: number): string {
  return `00000000-0000-4000-8000-0000000${kinds[kind]}${String(number).padStart(4, '0')}`;
}
