import type { ServiceName } from '../../kernel/names.js';
import type { Operation } from '../../kernel/operation.js';
import { operations as accountOperations } from '../account/operations.js';
import { operations as assessmentOperations } from '../assessment/operations.js';
import { operations as contentOperations } from '../content/operations.js';
import { operations as identityOperations } from '../identity/operations.js';

/** A service behind the gateway, and what it may be asked through it. */
export interface Upstream {
  readonly name: Exclude<ServiceName, 'gateway'>;
  readonly url: string;
  readonly operations: readonly Operation[];
}

export interface UpstreamSettings {
  readonly IDENTITY_URL: string;
  readonly CONTENT_URL: string;
  readonly ASSESSMENT_URL: string;
  readonly NOTIFIER_URL: string;
  readonly ACCOUNT_URL: string;
}

export function upstreamsFrom(settings: UpstreamSettings): readonly Upstream[] {
  return [
    { name: 'identity', url: settings.IDENTITY_URL, operations: identityOperations },
    { name: 'content', url: settings.CONTENT_URL, operations: contentOperations },
    { name: 'assessment', url: settings.ASSESSMENT_URL, operations: assessmentOperations },
    { name: 'account', url: settings.ACCOUNT_URL, operations: accountOperations },
    // It has no route for requests, only the feed.
    { name: 'notifier', url: settings.NOTIFIER_URL, operations: [] },
  ];
}
