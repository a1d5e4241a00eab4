import { z } from 'zod';
import { INT4_MAX } from '../../int4.js';
import { LIMITS } from '../../http/plugins/limits.js';
import {
  onlyPage,
  pageNumber,
  pagination,
  pathId,
  queryId,
  storableText,
  success,
} from '../../http/schemas/schemas.js';
import { MESSAGE_TYPE_NAMES, SORT_COLUMNS, type SortColumn } from './message-list.js';

export const messagePath = z.object({ messageId: pathId('Id of the message') });

const messageTypes = z
  .string()
  .regex(/^\s*(-?\d{1,9}\s*(,\s*-?\d{1,9}\s*)*)?$/, 'give numbers of message types, separated by commas')
  .transform((text) => (text.trim() === '' ? null : text.split(',').map(Number)))
  .optional()
  .meta({ type: 'string', description: 'Numbers of message types. Empty or absent: all types.', example: '3,4' });

const idQuery = (description: string) => queryId.optional().meta({ type: 'integer', description });

export const messageTypeQuery = z.object({ messageType: messageTypes });

export const messageListQuery = z.object({
  messageType: messageTypes,
  from: storableText
    .trim()
    .max(255)
    .optional()
    .meta({ description: 'Beginning of the name of the sender, case-insensitive' }),
  project: idQuery('Id of a project'),
  taskId: idQuery('Id of a task'),
  status: z.string().optional().meta({ description: '`read` or `unread`. Any other value: both.' }),
  sortBy: z
    .string()
    .optional()
    .transform((name): SortColumn => SORT_COLUMNS.find((column) => column === name) ?? 'date')
    .meta({ type: 'string', description: `${SORT_COLUMNS.join(', ')}. Any other value: date.` }),
  sortDirection: z
    .string()
    .optional()
    .transform((text) => (text?.toLowerCase() === 'asc' ? ('asc' as const) : ('desc' as const)))
    .meta({ type: 'string', description: '`asc` or `desc`. Any other value: `desc`.' }),
  page: pageNumber.default(1).meta({ description: 'Number of the page, starting at 1' }),
  pageSize: z.coerce
    .number()
    .int()
    .min(1, 'at least 1')
    .max(INT4_MAX)
    .default(10)
    .meta({ description: 'Number of messages on a page' }),
});

export const messageIds = z
  .object({ messageIds: z.array(z.int()).max(LIMITS.ids) })
  .meta({ id: 'MessageIds', description: 'Ids of messages', examples: [{ messageIds: [3, 4] }] });

const listed = {
  messageId: z.int(),
  subject: z.string().nullable().meta({ description: 'HTML that is safe to show' }),
  message: z.string().nullable().meta({ description: 'HTML that is safe to show' }),
  fromUsername: z.string().nullable(),
  displayPictureUrl: z.string().nullable(),
  projectId: z.int().nullable(),
  projectTitle: z.string().nullable(),
  taskId: z.int().nullable(),
  messageType: z.enum(MESSAGE_TYPE_NAMES).nullable(),
  sentDate: z.string().nullable(),
  read: z.boolean(),
};

const example = {
  messageId: 12,
  subject: '<a href="https://tasks.example.org/projects/4/tasks/?search=7">Task 7</a> … has been validated',
  message: 'Well done',
  fromUsername: 'zoe',
  displayPictureUrl: null,
  projectId: 4,
  projectTitle: 'Roads of Monrovia',
  taskId: 7,
  messageType: 'VALIDATION_NOTIFICATION' as const,
  sentDate: '2026-03-09T10:11:12.131415Z',
  read: false,
};

export const message = z
  .object({ ...listed, fromUserId: z.number().nullable() })
  .meta({ id: 'Message', description: 'A message to a user', examples: [{ ...example, fromUserId: 41 }] });

export const messageList = z.object({ pagination, userMessages: z.array(z.object(listed)) }).meta({
  id: 'MessageList',
  description: 'Messages to a user',
  examples: [
    {
      pagination: onlyPage(10),
      userMessages: [example],
    },
  ],
});

export const unreadCount = z.object({ newMessages: z.boolean(), unread: z.int() }).meta({
  id: 'UnreadCount',
  description: 'Number of unread messages since the user last opened the inbox',
  examples: [{ newMessages: true, unread: 3 }],
});

export const seenCount = z.int().meta({
  description: 'The count that is stored for the user: 0, unless version 5 has written another one',
  examples: [0],
});

export const messageDeleted = success('Message deleted');
export const messagesDeleted = success('Messages deleted');
export const messagesRead = success('Messages marked as read');
