/** Why the platform cannot start, in one sentence for the person who started it. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** A sentence for what the file system refused. */
export function fileProblem(folder: string, error: unknown): StartError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const reason =
    code === 'ENOSPC'
      ? 'the disk is full'
      : code === 'EROFS'
        ? 'the file system is read-only'
        : code === 'EACCES' || code === 'EPERM'
          ? 'permission is denied'
          : error instanceof Error
            ? error.message
            : String(error);
  return new StartError(`The data folder ${folder} cannot be used: ${reason}; set REFERENCE_HOME to another folder.`, {
    cause: error,
  });
}
