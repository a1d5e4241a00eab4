import { Prisma } from '../../../generated/prisma/client.js';
import { MESSAGE_TYPE } from '../../../access/codes.js';
import { sqlCode } from '../../../access/codes.sql.js';
import { VISIBLE_TO_USER } from '../../../access/project-policy.sql.js';
import { table, type Sql } from '../../../db/sql.js';
import { managerIds, messageParts, titlePart, wantsMessage, withTitle } from '../../notifications/messages.sql.js';
import { isHandIn } from '../tasks.sql.js';
import type { TaskMessages, TaskNote, TaskReview } from './task-messages.js';

const NOTE = {
  taskId: 'int',
  names: 'text',
  author: 'bool',
  managers: 'bool',
  mappers: 'bool',
  contributors: 'bool',
  mentionSubject: 'text',
  commentSubject: 'text',
  message: 'text',
} as const;

const REVIEW = { place: 'int', mapperId: 'bigint', type: 'int', taskId: 'int', subject: 'text' } as const;

const REVIEW_TYPE = {
  VALIDATED: MESSAGE_TYPE.VALIDATION_NOTIFICATION,
  INVALIDATED: MESSAGE_TYPE.INVALIDATION_NOTIFICATION,
} as const;

const noteRow = ({ names, groups, ...note }: TaskNote) => ({
  ...note,
  names: JSON.stringify(names),
  author: groups.includes('author'),
  managers: groups.includes('managers'),
  mappers: groups.includes('mappers'),
  contributors: groups.includes('contributors'),
});

/** Selects the users whom the comments mention, by task. Only the kinds of mentions that occur are part of the statement. */
function mentionedRows(projectId: number, notes: TaskNote[]): Sql {
  const uses = (group: TaskNote['groups'][number]): boolean => notes.some(({ groups }) => groups.includes(group));
  const history = Prisma.sql`note n JOIN task_history h ON h.project_id = ${projectId}::int AND h.task_id = n."taskId"`;
  const selects: Sql[] = [];
  if (notes.some(({ names }) => names.length > 0))
    selects.push(Prisma.sql`SELECT n."taskId", u.id AS user_id
      FROM note n, jsonb_array_elements_text(n.names::jsonb) AS mention(name) JOIN users u ON u.username = mention.name`);
  if (uses('author'))
    selects.push(Prisma.sql`SELECT n."taskId", p.author_id FROM note n JOIN projects p ON p.id = ${projectId}::int
      WHERE n.author`);
  if (uses('managers'))
    selects.push(Prisma.sql`SELECT n."taskId", k.user_id FROM note n, (${managerIds(projectId)}) k WHERE n.managers`);
  if (uses('mappers'))
    selects.push(Prisma.sql`SELECT n."taskId", h.user_id FROM ${history}
      WHERE n.mappers AND ${isHandIn(projectId)}`);
  if (uses('contributors'))
    selects.push(
      Prisma.sql`SELECT n."taskId", h.user_id FROM ${history} WHERE n.contributors AND h.action <> 'COMMENT'`,
    );
  return selects.length > 0
    ? Prisma.join(selects, ' UNION ')
    : Prisma.sql`SELECT NULL::int AS "taskId", NULL::bigint AS user_id WHERE false`;
}

const noteParts = (projectId: number, notes: TaskNote[]): Sql => Prisma.sql`,
  note AS MATERIALIZED (SELECT * FROM ${table(NOTE, notes.map(noteRow))}),
  mentioned ("taskId", user_id) AS MATERIALIZED (SELECT DISTINCT * FROM (${mentionedRows(projectId, notes)}) mention),
  told AS (
    SELECT m.user_id, ${sqlCode(MESSAGE_TYPE.MENTION_NOTIFICATION)} AS type, n."taskId", n."mentionSubject" AS subject, n.message
    FROM note n JOIN mentioned m ON m."taskId" = n."taskId"
    UNION ALL
    SELECT w.user_id, ${sqlCode(MESSAGE_TYPE.TASK_COMMENT_NOTIFICATION)}, n."taskId", n."commentSubject", n.message
    FROM note n CROSS JOIN LATERAL (
      SELECT DISTINCT h.user_id FROM task_history h
      WHERE h.project_id = ${projectId}::int AND h.task_id = n."taskId" AND h.action = 'STATE_CHANGE') w
    WHERE NOT EXISTS (SELECT FROM mentioned m WHERE m."taskId" = n."taskId" AND m.user_id = w.user_id)
  )`;

/** The messages of reviews. A mapper with several gets the first one whose kind they have not switched off. */
function reviewRows(reviews: TaskReview[]): Sql {
  const rows = reviews.map(({ status, ...review }, place) => ({ ...review, place, type: REVIEW_TYPE[status] }));
  const sent = Prisma.sql`(SELECT * FROM ${table(REVIEW, rows)}) r`;
  const columns = Prisma.sql`r."mapperId" AS user_id, r.type, r."taskId", r.subject, r.subject || '.' AS message`;
  if (rows.length === 1) return Prisma.sql`SELECT ${columns} FROM ${sent}`;
  return Prisma.sql`SELECT DISTINCT ON (u.id) ${columns} FROM ${sent} JOIN users u ON u.id = r."mapperId"
    WHERE ${wantsMessage(Prisma.sql`r.type`)} ORDER BY u.id, r.place`;
}

/**
 * The parts of the statement of an action that insert its messages, beginning with a comma. Their date is `go.at`; if `go`
 * is empty, none is inserted. Users who have switched off a kind of message, users who may not see the project, and the
 * actor get no message.
 */
export function taskMessageParts(projectId: number, actorId: number, messages: TaskMessages): Sql {
  const { notes, reviews, isPublic } = messages;
  const sources = [
    ...(notes.length > 0 ? [Prisma.sql`SELECT user_id, type, "taskId", subject, message FROM told`] : []),
    ...(reviews.length > 0
      ? [
          Prisma.sql`SELECT user_id, type, "taskId", subject, ${withTitle(Prisma.sql`message`)} AS message FROM review, titled`,
        ]
      : []),
  ];
  const thatSeeIt = Prisma.sql`JOIN projects p ON p.id = ${projectId}::int AND ${VISIBLE_TO_USER}`;
  const rows = Prisma.sql`
    SELECT t.message, ${withTitle(Prisma.sql`t.subject`)}, ${actorId}::bigint, u.id, go.at, t.type, ${projectId}::int, t."taskId"
    FROM go, titled, (${Prisma.join(sources, ' UNION ALL ')}) t
      JOIN users u ON u.id = t.user_id ${isPublic ? Prisma.empty : thatSeeIt}
    WHERE u.id <> ${actorId}::bigint AND ${wantsMessage(Prisma.sql`t.type`)} ORDER BY t."taskId", t.type, u.id`;
  return Prisma.sql`, ${titlePart(projectId)}${notes.length > 0 ? noteParts(projectId, notes) : Prisma.empty}${
    reviews.length > 0 ? Prisma.sql`, review AS (${reviewRows(reviews)})` : Prisma.empty
  }, ${messageParts(rows)}`;
}
