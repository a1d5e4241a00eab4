import { z } from 'zod';
import { pathUserId } from '../../http/schemas/schemas.js';
import { taskStatus } from '../tasks/tasks.schemas.js';

/** Requests and answers of the routes that read about users. Keys and types are those of version 5. */

export const usernamePath = z.object({
  username: z
    .string()
    .refine((name) => !name.includes('\0'), 'NUL is not allowed')
    .meta({ description: 'The exact name of the user', example: 'demo_mapper' }),
});

export const userIdPath = z.object({ userId: pathUserId('OSM id of the user') });

export const osmDetailsAnswer = z
  .object({
    accountCreated: z.string().meta({ description: 'Date of the registration at OpenStreetMap' }),
    changesetCount: z.int().meta({ description: 'Number of changesets' }),
  })
  .meta({
    id: 'OsmDetails',
    description: 'The age of the account and the number of changesets, from OpenStreetMap',
    examples: [{ accountCreated: '2010-01-01T00:00:00Z', changesetCount: 260 }],
  });

export const localeHeader = z.looseObject({
  'accept-language': z.string().optional().meta({
    description: 'Preferred languages of the instructions. By default the default language of the project.',
    example: 'pt-BR,pt;q=0.9',
  }),
});

export const lockedTasksAnswer = z
  .object({
    lockedTasks: z.array(z.int()).meta({ description: 'Ids of the tasks that the caller has locked' }),
    projectId: z.int().nullable().meta({ description: 'Project of the first task' }),
    taskStatus: taskStatus.nullable(),
  })
  .meta({
    id: 'LockedTasks',
    description: 'The tasks that the caller has locked',
    examples: [
      { lockedTasks: [11, 14], projectId: 101, taskStatus: 'LOCKED_FOR_VALIDATION' },
      { lockedTasks: [], projectId: null, taskStatus: null },
    ],
  });

const text = z.string().nullable();
const onlyOwn = 'Null in the profile of another user';

export const userAnswer = z
  .object({
    id: z.int().meta({ description: 'OSM user id' }),
    username: z.string(),
    role: z.enum(['READ_ONLY', 'MAPPER', 'ADMIN']),
    mappingLevel: z.string(),
    level_ordering: z.int().meta({ description: 'Rank of the mapping level' }),
    projectsMapped: z.int().nullable().meta({ description: 'Number of projects. Null if there is none.' }),
    emailAddress: text.meta({ description: onlyOwn }),
    isEmailVerified: z.boolean().nullable().meta({ description: onlyOwn }),
    isExpert: z.boolean(),
    twitterId: text,
    facebookId: text,
    linkedinId: text,
    slackId: text,
    ircId: text,
    skypeId: text,
    city: text,
    country: text,
    name: text,
    pictureUrl: text,
    defaultEditor: z.string(),
    mentionsNotifications: z.boolean(),
    questionsAndCommentsNotifications: z.boolean(),
    projectsNotifications: z.boolean(),
    tasksNotifications: z.boolean(),
    taskValidationNotification: z.boolean(),
    taskInvalidationNotification: z.boolean(),
    taskCommentsNotifications: z.boolean(),
    teamsAnnouncementNotifications: z.boolean(),
    gender: z.enum(['MALE', 'FEMALE', 'SELF_DESCRIBE', 'PREFER_NOT']).nullable().meta({ description: onlyOwn }),
    selfDescriptionGender: text.meta({ description: onlyOwn }),
  })
  .meta({
    id: 'User',
    description: 'A user with profile and notification settings',
    examples: [
      {
        id: 1005,
        username: 'mapper',
        role: 'MAPPER',
        mappingLevel: 'BEGINNER',
        level_ordering: 1,
        projectsMapped: 14,
        emailAddress: null,
        isEmailVerified: false,
        isExpert: false,
        twitterId: null,
        facebookId: null,
        linkedinId: null,
        slackId: null,
        ircId: null,
        skypeId: null,
        city: null,
        country: null,
        name: null,
        pictureUrl: null,
        defaultEditor: 'ID',
        mentionsNotifications: true,
        questionsAndCommentsNotifications: true,
        projectsNotifications: true,
        tasksNotifications: true,
        taskValidationNotification: true,
        taskInvalidationNotification: true,
        taskCommentsNotifications: true,
        teamsAnnouncementNotifications: true,
        gender: null,
        selfDescriptionGender: null,
      },
    ],
  });
