import type { TargetDefinition } from './define.js';
import type { Problem } from './env.js';

/** A week, which AWS Signature Version 4 allows, but for the minute by which the check outlives it. */
const LONGEST_LIFETIME = 604_740;

const NEEDED = ['url', 'bucket', 'accessKey', 'secretKey'] as const;

/** What is wrong with what a target says of its object store. */
export function wrongStorage({
  capabilities,
  services,
}: Pick<TargetDefinition, 'capabilities' | 'services'>): Problem[] {
  const storage = capabilities?.storage;
  const service = storage === undefined ? undefined : services[storage.service];
  // That a service is not there at all is said of every capability.
  if (storage === undefined || service === undefined) return [];
  if (service.kind !== 's3')
    return [
      {
        where: 'capabilities.storage.service',
        wrong: `is of the kind ${service.kind}`,
        example: 's3({ url, bucket, ... })',
      },
    ];
  const { prefix, partBytes, expiresIn, uploads } = storage;
  const ways = [uploads?.key, uploads?.below].filter((way) => way !== undefined).length;
  return [
    ...NEEDED.filter((field) => service[field] === undefined).map((field) => ({
      where: `services.${storage.service}.${field}`,
      wrong: 'is not stated, and `capabilities.storage` needs it',
    })),
    ...unless(!prefix.startsWith('/'), 'prefix', `begins with a slash: "${prefix}"`, "'tmp/'"),
    ...unless(
      partBytes === false || isCount(partBytes),
      'partBytes',
      `is no number of bytes: ${partBytes}`,
      '5_242_880',
    ),
    ...unless(
      expiresIn === false || (isCount(expiresIn) && expiresIn <= LONGEST_LIFETIME),
      'expiresIn',
      `is no number of seconds up to ${LONGEST_LIFETIME}: ${expiresIn}`,
      '60',
    ),
    ...unless(
      uploads === undefined || ways === 1,
      'uploads',
      'states not one of `key` and `below`',
      'key: (id) => `files/${id}`',
    ),
    ...unless(
      uploads === undefined || capabilities?.uploads !== undefined,
      'uploads',
      'is stated, but the target declares no `uploads`',
      'uploads: multipartUpload({ ... })',
    ),
  ];
}

const isCount = (number: number): boolean => Number.isInteger(number) && number > 0;

const unless = (isRight: boolean, field: string, wrong: string, example: string): Problem[] =>
  isRight ? [] : [{ where: `capabilities.storage.${field}`, wrong, example }];
