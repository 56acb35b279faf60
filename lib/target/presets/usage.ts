import type { Role } from '../accounts.js';
import type { Json } from '../json.js';
import type { Act } from './act.js';
import type { Provided } from './provided.js';

interface UsageOptions extends Provided {
  /** What is counted; an upload by default. */
  readonly act?: Act;
  /** Reads how much has been counted. */
  readonly count: (body: Json) => unknown;
  /** Who does it, and sees how it was counted. */
  readonly account?: Role;
  /** Milliseconds until it is counted; 5,000 by default. */
  readonly budget?: number;
}

/** Each act is told by itself: how often that with this id was counted. */
export interface UsageOfActs extends UsageOptions {
  readonly kind: 'usage-of-acts';
  readonly path: (id: string) => string;
  readonly account: Role;
  readonly budget: number;
}

/** All acts are told as one number, which nobody else may move meanwhile. */
export interface UsageInTotal extends UsageOptions {
  readonly kind: 'usage-in-total';
  readonly path: string;
  readonly account: Role;
  readonly budget: number;
}

export type Usage = UsageOfActs | UsageInTotal;

/** What was used, told for one act: the account is `member` unless stated. */
export const usageOfActs = (options: UsageOptions & Pick<UsageOfActs, 'path'>): UsageOfActs => ({
  kind: 'usage-of-acts',
  account: 'member',
  budget: 5_000,
  ...options,
});

/** What was used, told as a total: the account is `subscriber` unless stated, whose tenant nobody else uses. */
export const usageInTotal = (options: UsageOptions & Pick<UsageInTotal, 'path'>): UsageInTotal => ({
  kind: 'usage-in-total',
  account: 'subscriber',
  budget: 5_000,
  ...options,
});
