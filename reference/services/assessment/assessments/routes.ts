import type { FastifyInstance } from 'fastify';
import type { Auth } from '../../../kernel/auth.js';
import type { Database } from '../../../kernel/database.js';
import { invalid, notFound, parse } from '../../../kernel/errors.js';
import { pathId } from '../../../kernel/path-id.js';
import { comparisonsAmong } from '../judge/rank.js';
import type { Conductor } from './conductor.js';
import type { createEssayTexts } from './essay-texts.js';
import { assessmentsIn } from './rows.js';
import { assessment, assessmentPage, assessmentQuery, assessmentResult, newAssessment } from './schemas.js';

export interface AssessmentParts {
  readonly auth: Auth;
  readonly database: Database;
  readonly conductor: Conductor;
  readonly essayTexts: ReturnType<typeof createEssayTexts>;
}

export function registerAssessments(app: FastifyInstance, parts: AssessmentParts): void {
  const { auth, database, conductor, essayTexts } = parts;
  const assessments = assessmentsIn(database);
  const staff = { preHandler: auth.requireUser('teacher', 'admin') };

  app.post('/v1/assessments', staff, async (request, reply) => {
    const { user } = request;
    const wanted = parse(newAssessment, request.body);
    if (wanted.assignmentId && !(await assessments.hasAssignment(user, wanted.assignmentId))) {
      throw invalid({ field: 'assignmentId', message: 'names no assignment of this school' });
    }
    const essays = await essayTexts(request, wanted.essayIds);
    const created = await assessments.insert(user, wanted, essays, comparisonsAmong(essays.length));
    await conductor.start({ id: created.id, schoolId: user.schoolId, title: created.title }, request.correlation.id);
    return reply.status(202).header('location', `/v1/assessments/${created.id}`).send(assessment.parse(created));
  });

  app.get('/v1/assessments', staff, async (request) =>
    assessmentPage.parse(await assessments.page(request.user, parse(assessmentQuery, request.query))),
  );

  app.get('/v1/assessments/:id', staff, async (request) => {
    const found = await assessments.find(request.user, pathId(request, 'assessment'));
    if (!found) throw notFound('assessment');
    return assessmentResult.parse(found);
  });

  app.delete('/v1/assessments/:id', staff, async (request, reply) => {
    const removed = await assessments.remove(request.user, pathId(request, 'assessment'));
    if (!removed) throw notFound('assessment');
    return reply.status(204).send();
  });
}
