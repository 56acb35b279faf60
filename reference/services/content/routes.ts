import { randomUUID } from 'node:crypto';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Auth, User } from '../../kernel/auth.js';
import type { Database } from '../../kernel/database.js';
import { ApiError, notFound, parse } from '../../kernel/errors.js';
import { publish } from '../../kernel/events.js';
import { pathId } from '../../kernel/path-id.js';
import type { Redis } from '../../kernel/redis.js';
import type { ObjectStore } from '../../kernel/storage.js';
import type { Allowance } from './allowance.js';
import { essaysIn, type StoredEssay } from './essays.js';
import { essay as essayBody, essayPage, essayQuery } from './schemas.js';
import { readUpload, type Upload } from './upload.js';

export interface ContentParts {
  readonly auth: Auth;
  readonly database: Database;
  readonly redis: Redis;
  readonly storage: ObjectStore;
  readonly allowance: Allowance;
}

export function registerEssays(
  app: FastifyInstance,
  { auth, database, redis, storage, allowance }: ContentParts,
): void {
  const essays = essaysIn(database);
  const preHandler = auth.requireUser();

  app.post('/v1/essays', { preHandler }, async (request, reply) => {
    const asked = allowance(request);
    const upload = await readUpload(request);
    const essay = await store(request.user, upload, await asked, request.log);
    // The essay is safe by now: a lost announcement must not make anybody hand it in twice.
    await publish(redis, {
      type: 'content.uploaded',
      schoolId: essay.schoolId,
      correlationId: request.correlation.id,
      data: { essayId: essay.id, title: essay.title, ownerId: essay.ownerId },
    }).catch((error: unknown) => request.log.error({ err: error }, 'content.uploaded was not announced'));
    return reply.status(201).header('location', `/v1/essays/${essay.id}`).send(essayBody.parse(essay));
  });

  app.get('/v1/essays', { preHandler }, async (request) =>
    essayPage.parse(await essays.page(request.user, parse(essayQuery, request.query))),
  );

  app.get('/v1/essays/:id', { preHandler }, async (request) =>
    essayBody.parse(await existing(request.user, pathId(request, 'essay'))),
  );

  app.get('/v1/essays/:id/content', { preHandler }, async (request, reply) => {
    const essay = await existing(request.user, pathId(request, 'essay'));
    const bytes = await storage.get(essay.storageKey);
    if (!bytes) throw new ApiError(500, 'content_missing', 'The text of this essay is not in the object store.');
    return reply
      .type(`${essay.contentType}; charset=utf-8`)
      .header('etag', `"${essay.checksum}"`)
      .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(essay.filename)}`)
      .send(Buffer.from(bytes));
  });

  app.delete('/v1/essays/:id', { preHandler }, async (request, reply) => {
    const essay = await existing(request.user, pathId(request, 'essay'));
    if (!mayRemove(request.user, essay)) throw new ApiError(403, 'forbidden', 'Students remove only their own essays.');
    await essays.remove(request.user, essay, () => storage.remove(essay.storageKey));
    return reply.status(204).send();
  });

  async function existing(user: User, id: string): Promise<StoredEssay> {
    const essay = await essays.find(user, id);
    if (!essay) throw notFound('essay');
    return essay;
  }

  /** Stores the object, then the row; without the row the object is taken back. */
  async function store(
    owner: User,
    upload: Upload,
    limit: number | null,
    log: FastifyBaseLogger,
  ): Promise<StoredEssay> {
    const id = randomUUID();
    const storageKey = `${owner.schoolId}/${id}`;
    await storage.put(storageKey, upload.file.bytes, upload.file.contentType);
    try {
      return await essays.insert({ id, storageKey, owner, upload, limit });
    } catch (error) {
      await storage
        .remove(storageKey)
        .catch((failure: unknown) => log.error({ err: failure, storageKey }, 'an object is left without its row'));
      throw error;
    }
  }
}

function mayRemove(user: User, essay: StoredEssay): boolean {
  return user.role !== 'student' || essay.ownerId === user.id;
}
