/** What a finding's code means to a person: what is wrong, how to look closer, what to do. */
export interface CodeEntry {
  readonly means: string;
  readonly look: string;
  readonly act: string;
}
