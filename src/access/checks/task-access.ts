import { SIGNED_IN, type AccessRules } from './access-request.js';

const SIGNED_IN_TO_PROJECT = [...SIGNED_IN, 'PROJECT_NOT_FOUND'] as const;

/** Operations with this access have `checkedIn: 'statement'`: the rule of the action checks it on the snapshot of the action. */
const checkedByRule = async (): Promise<never> => {
  throw new Error('the rule of the action checks this access');
};

/** Access to tasks. */
export const TASK_ACCESS: AccessRules<'task:comment' | 'task:hold' | 'task:map' | 'task:undo' | 'task:validate'> = {
  'task:comment': {
    session: 'required',
    who: 'Signed-in users who are not blocked and may see the project.',
    errors: [...SIGNED_IN_TO_PROJECT, 'ReadOnly', 'PrivateProject'],
    check: checkedByRule,
  },
  'task:hold': {
    session: 'required',
    who: 'The user who holds the lock of the task.',
    errors: SIGNED_IN_TO_PROJECT,
    check: checkedByRule,
  },
  'task:map': {
    session: 'required',
    who: 'Users who may map in the project. It depends on the level and the teams of the user, and on the licence and the status of the project.',
    errors: [
      ...SIGNED_IN_TO_PROJECT,
      'UserNotAllowed',
      'UserLicenseError',
      'ProjectNotPublished',
      'MappingNotAllowed.USER_NOT_TEAM_MEMBER',
      'MappingNotAllowed.USER_NOT_CORRECT_MAPPING_LEVEL',
      'UserAlreadyHasTaskLocked',
    ],
    check: checkedByRule,
  },
  'task:undo': {
    session: 'required',
    who: 'The user of the last action on the task, and users who may validate in the project.',
    errors: [...SIGNED_IN_TO_PROJECT, 'UndoPermissionError'],
    check: checkedByRule,
  },
  'task:validate': {
    session: 'required',
    who: 'Users who may validate in the project. It depends on the level and the teams of the user, and on the licence and the status of the project.',
    errors: [
      ...SIGNED_IN_TO_PROJECT,
      'UserNotAllowed',
      'UserLicenseError',
      'ProjectNotPublished',
      'ValidtionNotAllowed',
      'UserAlreadyHasTaskLocked',
    ],
    check: checkedByRule,
  },
};
