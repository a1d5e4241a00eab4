import { describe, expect, it } from 'vitest';
import { DomainError, errorBody, ERRORS, wireCodeOf, type ErrorCode } from '../../../src/errors/errors.js';
import { errorResponses } from '../../../src/http/schemas/schemas.js';

const CODES = Object.keys(ERRORS) as ErrorCode[];

describe('table of errors', () => {
  it.each(CODES)('gives %s an error status and a trimmed sentence', (code) => {
    const { status, sentence } = ERRORS[code];
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(600);
    expect(sentence).toBe(sentence.trim());
    expect(sentence.length).toBeGreaterThan(5);
    expect(code).toBe(code.trim());
  });

  it.each(CODES)('writes %s in the one envelope that matches its spelling', (code) => {
    const { status, sentence } = ERRORS[code];
    const body = errorBody(new DomainError(code));
    const wireCode = wireCodeOf(code);
    if (/^[A-Z_]+$/.test(wireCode))
      expect(body).toEqual({ error: { code: status, sub_code: wireCode, message: sentence, details: {} } });
    else expect(body).toEqual({ Error: sentence, SubCode: wireCode });
  });

  it('returns 500 and 404 in the envelope in which clients look for an id', () => {
    for (const code of [
      'PROJECT_NOT_FOUND',
      'TASK_NOT_FOUND',
      'TASKS_NOT_FOUND',
      'USER_NOT_FOUND',
      'NOT_FOUND',
    ] as const)
      expect(ERRORS[code]).toMatchObject({ status: 404, envelope: 'notFound' });
    expect(ERRORS.INTERNAL_SERVER_ERROR).toMatchObject({ status: 500, envelope: 'notFound' });
  });

  it('has the codes that clients compare', () => {
    expect(CODES).toEqual(
      expect.arrayContaining([
        'InvalidToken',
        'InvalidData',
        'PrivateProject',
        'InvalidTaskState',
        'UserNotAllowed',
        'UserLicenseError',
        'ProjectNotPublished',
        'MappingNotAllowed.USER_NOT_TEAM_MEMBER',
        'MappingNotAllowed.USER_NOT_CORRECT_MAPPING_LEVEL',
        'UserAlreadyHasTaskLocked',
        'InvalidUnlockState',
        'LockBeforeUnlocking',
        'TaskNotOwned',
        'TASK_NOT_FOUND',
        'TASKS_NOT_FOUND',
        'PROJECT_NOT_FOUND',
        'USER_NOT_FOUND',
        'INTERNAL_SERVER_ERROR',
      ]),
    );
  });
});

describe('DomainError', () => {
  it('uses the sentence of the table by default', () => {
    expect(new DomainError('TaskNotOwned').message).toBe(ERRORS.TaskNotOwned.sentence);
    expect(errorBody(new DomainError('InvalidData', { sentence: 'Task unlock failed' }))).toEqual({
      Error: 'Task unlock failed',
      SubCode: 'InvalidData',
    });
  });

  it('names the missing resource', () => {
    const error = new DomainError('TASK_NOT_FOUND', { details: { project_id: 3, task_id: 9 } });
    expect(errorBody(error)).toMatchObject({ error: { code: 404, details: { project_id: 3, task_id: 9 } } });
  });

  it('contains its cause for the log and not in the body', () => {
    const error = new DomainError('INTERNAL_SERVER_ERROR', { cause: new Error('password is hunter2') });
    expect(error.cause).toBeInstanceOf(Error);
    expect(JSON.stringify(errorBody(error))).not.toContain('hunter2');
  });
});

describe('errorResponses', () => {
  it('documents each status once, with each of its codes, and always the 500', () => {
    const responses = errorResponses('InvalidToken', 'TaskNotOwned', 'LockBeforeUnlocking', 'TASK_NOT_FOUND');
    expect(Object.keys(responses)).toEqual(['401', '403', '404', '500']);
    expect(responses[403]?.meta()?.description).toBe('TaskNotOwned, LockBeforeUnlocking');
  });

  it.each(CODES)('gives %s an example that matches its schema', (code) => {
    const schema = errorResponses(code)[ERRORS[code].status];
    const { examples } = schema?.meta() as { examples: unknown[] };
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) expect(schema?.safeParse(example).success).toBe(true);
  });
});
