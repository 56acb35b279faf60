import type { Role } from './accounts.js';
import type { Act } from './capabilities.js';
import type { TargetDefinition } from './define.js';
import type { Problem } from './env.js';
import type { Target } from './target.js';

/** What is stated and cannot be checked without something that the target lacks: it would look verified and never be. Pure. */
export function unmetNeeds({ accounts = {}, capabilities = {} }: TargetDefinition): Problem[] {
  const { subscription, usage, webhooks, notifications, resources = {} } = capabilities;
  const announced = notifications?.announced;
  const { registration, lockOut, signOut } = capabilities.auth ?? {};
  const removal = registration?.removal;
  const account = (where: string, stated: unknown, role: Role): Problem[] =>
    stated === undefined || accounts[role] !== undefined ? [] : [unmet(where, `the target has no account \`${role}\``)];
  const act = (where: string, stated: unknown, of: Act = 'upload'): Problem[] => {
    if (stated === undefined) return [];
    if (of === 'upload')
      return capabilities.uploads === undefined ? [unmet(where, 'the target declares no `uploads`')] : [];
    return resources[of.resource] === undefined ? [unmet(where, `the target has no resource \`${of.resource}\``)] : [];
  };
  return [
    ...Object.entries(resources).flatMap(([name, { forbiddenStatus }]) =>
      account(`resources.${name}.forbiddenStatus`, forbiddenStatus, 'forbidden'),
    ),
    ...Object.entries(resources).flatMap(([name, { locking, change, bulk, invalid }]) => [
      ...(locking === undefined || change !== undefined
        ? []
        : [unmet(`resources.${name}.locking`, 'the resource has no `change`')]),
      ...(bulk?.isRefused === undefined || invalid !== undefined
        ? []
        : [unmet(`resources.${name}.bulk.isRefused`, 'the resource has no `invalid`')]),
    ]),
    ...(removal !== undefined && 'by' in removal ? account('auth.registration.removal', removal, removal.by) : []),
    ...(lockOut === undefined || registration !== undefined
      ? []
      : [unmet('auth.lockOut', 'nobody may be locked out but whom the run registers, and there is no `registration`')]),
    ...(signOut?.ends !== 'account' || registration !== undefined
      ? []
      : [unmet('auth.signOut', 'it ends the sessions of other checks, and there is no `registration`')]),
    ...account('subscription.current', subscription?.current, 'member'),
    ...account('subscription.change', subscription?.change, 'subscriber'),
    ...account('subscription.change.forbiddenStatus', subscription?.change?.forbiddenStatus, 'forbidden'),
    ...account('subscription.limit', subscription?.limit, 'subscriber'),
    ...act('subscription.limit', subscription?.limit, subscription?.limit?.act),
    ...(usage === undefined ? [] : account('usage', usage, usage.account)),
    ...act('usage', usage, usage?.act),
    ...(webhooks === undefined ? [] : account('webhooks', webhooks, webhooks.account)),
    ...account('webhooks.forbiddenStatus', webhooks?.forbiddenStatus, 'forbidden'),
    ...act('webhooks', webhooks, webhooks?.act),
    ...(announced === undefined || announced.act === 'upload'
      ? []
      : act('notifications.onAct', announced, announced.act)),
  ];
}

const unmet = (where: string, why: string): Problem => ({
  where: `capabilities.${where}`,
  wrong: `is stated, but ${why}`,
});

/** What is passed on to a listener must find it where it was sent. Pure. */
export function wrongListener(
  listener: NonNullable<Target['capabilities']['webhooks']>['listener'] | undefined,
): Problem[] {
  return listener?.url === undefined || listener.bind.port > 0
    ? []
    : [
        {
          where: 'capabilities.webhooks.listener',
          wrong: `has an address (${listener.url.origin}), but no fixed port that it is passed on to`,
          example: 'SMOKE_LISTENER=0.0.0.0:9000',
        },
      ];
}
