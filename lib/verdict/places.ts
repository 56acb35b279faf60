import { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** What is wrong with the data of a file, each with its exact place: `rules[0].failing.moreThan: Too big: ...`. */
export const placesOf = (error: z.ZodError): string[] =>
  error.issues.flatMap(innermost).map(({ path, message }) => {
    const place = z.core.toDotPath(path);
    return place === '' ? message : `${place}: ${message}`;
  });

/** Of what may have several forms, what keeps it from the form that it is nearest to. */
function innermost(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const [nearest] = issue.errors.toSorted((a, b) => a.length - b.length);
  if (nearest === undefined || nearest.length === 0) return [issue];
  return nearest.flatMap(innermost).map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}
