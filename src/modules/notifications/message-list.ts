import { MESSAGE_TYPE } from '../../access/codes.js';

type MessageTypeName = keyof typeof MESSAGE_TYPE;

/** Names of the types of messages. */
export const MESSAGE_TYPE_NAMES = Object.keys(MESSAGE_TYPE) as [MessageTypeName, ...MessageTypeName[]];

/** The name of a type of messages; null for an unknown type. */
export const messageTypeName = (type: number | null): MessageTypeName | null =>
  MESSAGE_TYPE_NAMES.find((name) => MESSAGE_TYPE[name] === type) ?? null;

/** The sort keys of a list of messages. */
export const SORT_COLUMNS = ['date', 'read', 'project_id', 'message_type', 'from_user_id'] as const;

export type SortColumn = (typeof SORT_COLUMNS)[number];

/** Filter and order of a list of messages. */
export interface MessageFilter {
  messageType?: number[] | null | undefined;
  /** Beginning of the sender's name, case-insensitive, without wildcards. */
  from?: string | undefined;
  project?: number | undefined;
  taskId?: number | undefined;
  status?: string | undefined;
  sortBy: SortColumn;
  sortDirection: 'asc' | 'desc';
  page: number;
  pageSize: number;
}

/** A message as it is stored, with the names of its sender and its project. */
export interface MessageRow {
  messageId: number;
  subject: string | null;
  message: string | null;
  fromUserId: number | null;
  fromUsername: string | null;
  displayPictureUrl: string | null;
  projectId: number | null;
  projectTitle: string | null;
  taskId: number | null;
  messageType: number | null;
  sentDate: string | null;
  read: boolean;
}
